package io.blackroad.infra.cli.fleet;

import io.blackroad.producer.fleet.TargetPlan;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The simulated fleet as a controller sees it. Fleet and sequences live and die together in one process, so they are one
 * step apart for nobody; after a restart the controller knows from its own reports what was answered.
 */
final class FleetTarget implements ReplicaTarget {
    private final Replicas fleet;
    private final Map<TargetId, TargetPlan> plans;
    private final Map<TargetId, Long> sequences = new HashMap<>();

    FleetTarget(Replicas fleet) {
        this.fleet = fleet;
        this.plans = fleet.plan().targets().stream()
                .collect(Collectors.toUnmodifiableMap(
                        target -> new TargetId(target.region(), target.service()), target -> target));
    }

    @Override
    public Survey survey() {
        return Survey.of(plans.keySet(), this::observe);
    }

    @Override
    public synchronized ReplicaCount observe(TargetId id) {
        var seen = fleet.count(id.region(), id.service());
        return new ReplicaCount(seen.told(), seen.ready(), sequences.getOrDefault(id, 0L));
    }

    @Override
    public synchronized ApplyAnswer apply(Order order, ReplicaCount seen) {
        TargetId id = order.target();
        long sequence = order.sequence();
        int replicas = order.replicas();
        ReplicaCount now = observe(id);
        if (sequence <= now.sequence()) {
            return ApplyAnswer.refused("decision " + now.sequence() + " is applied already, " + sequence + " is older");
        }
        int min = plans.get(id).minReplicas();
        if (replicas < min) {
            return ApplyAnswer.refused(id + " runs at least " + min + " replicas, not " + replicas);
        }
        sequences.put(id, sequence);
        if (replicas == now.told()) {
            return ApplyAnswer.noOp();
        }
        fleet.scale(id.region(), id.service(), replicas);
        return ApplyAnswer.applied();
    }
}
