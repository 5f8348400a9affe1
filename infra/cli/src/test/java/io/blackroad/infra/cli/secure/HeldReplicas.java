package io.blackroad.infra.cli.secure;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.Set;

/** One target that runs as many replicas as it is told. */
final class HeldReplicas implements ReplicaTarget {
    private final TargetId id;
    private int replicas;
    private long sequence;

    HeldReplicas(String region, String service, int replicas) {
        this.id = new TargetId(region, service);
        this.replicas = replicas;
    }

    synchronized int replicas() {
        return replicas;
    }

    synchronized long sequence() {
        return sequence;
    }

    @Override
    public Survey survey() {
        return Survey.of(Set.of(id), this::observe);
    }

    @Override
    public synchronized ReplicaCount observe(TargetId asked) {
        return new ReplicaCount(replicas, replicas, sequence);
    }

    @Override
    public synchronized ApplyAnswer apply(Order order, ReplicaCount seen) {
        if (order.sequence() <= sequence) {
            return ApplyAnswer.refused("older");
        }
        sequence = order.sequence();
        replicas = order.replicas();
        return ApplyAnswer.applied();
    }
}
