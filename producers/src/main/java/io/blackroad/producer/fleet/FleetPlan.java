package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a simulated fleet consists of at the start. */
public record FleetPlan(List<TargetPlan> targets) {

    /** @throws InvalidSettingsException if there is no target or one is there twice */
    public FleetPlan {
        targets = List.copyOf(targets);
        List<String> errors = new ArrayList<>();
        if (targets.isEmpty()) {
            errors.add("it has no targets");
        }
        Set<String> seen = new HashSet<>();
        for (TargetPlan target : targets) {
            if (!seen.add(target.id())) {
                errors.add(target.id() + " is there twice");
            }
        }
        InvalidSettingsException.throwIfAny("fleet plan", errors);
    }

    /** Agents at the start. */
    public int agents() {
        return targets.stream()
                .mapToInt(target -> target.initialReplicas() * target.agentsPerReplica())
                .sum();
    }

    /**
     * The guide's services over up to three regions with {@code agents} agents, or the nearest number that whole
     * replicas can host.
     *
     * @param startDelay time that a new replica takes
     * @throws InvalidSettingsException if there are too few agents for the guide's smallest replica counts
     */
    public static FleetPlan guide(int agents, Duration startDelay) {
        return GuideFleet.of(agents, startDelay);
    }
}
