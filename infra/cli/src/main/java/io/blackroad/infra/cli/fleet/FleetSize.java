package io.blackroad.infra.cli.fleet;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.producer.fleet.FleetPlan;
import io.blackroad.producer.fleet.TargetPlan;
import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How big the fleet is when it starts: what was asked for, unless an earlier run was told otherwise since. */
final class FleetSize {
    private FleetSize() {}

    /**
     * The fleet of {@code agents} agents over those of the guide's targets that are controlled.
     *
     * @param known targets that the control tables have, as region/service; empty when they could not be asked
     * @param replicas replicas last applied, by target; a target that is missing starts with its share of the agents
     * @throws SettingsException if there are too few agents
     * @throws CommandFailure if none of the guide's targets is controlled
     */
    static FleetPlan plan(int agents, Duration startDelay, Set<String> known, Map<String, Integer> replicas) {
        FleetPlan guide;
        try {
            guide = FleetPlan.guide(agents, startDelay);
        } catch (InvalidSettingsException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
        List<TargetPlan> targets = guide.targets().stream()
                .filter(target -> known.isEmpty() || known.contains(target.id()))
                .map(target -> resumed(target, replicas.get(target.id())))
                .toList();
        if (targets.isEmpty()) {
            throw new CommandFailure("the control tables have none of the simulated fleet's targets: add some of "
                    + guide.targets().stream().map(TargetPlan::id).toList());
        }
        return new FleetPlan(targets);
    }

    private static TargetPlan resumed(TargetPlan target, Integer replicas) {
        return replicas == null ? target : target.withInitialReplicas(Math.max(target.minReplicas(), replicas));
    }
}
