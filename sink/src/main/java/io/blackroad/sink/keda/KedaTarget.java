package io.blackroad.sink.keda;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.ConditionalPatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Workloads that KEDA scales. A decision is noted on the ScaledObject, on the condition that it is as it was read; KEDA is
 * told the replicas when it asks, and its autoscaler writes them. Nothing here writes at the workload, so there is one
 * writer only.
 */
public final class KedaTarget implements ReplicaTarget {
    private final ScaledObjects objects;
    private final Standings standings;
    private final Map<TargetId, Scaled> read = new HashMap<>();

    /** @param standings what KEDA is told */
    public KedaTarget(KubernetesClient client, String namespace, Standings standings) {
        this.objects = new ScaledObjects(client, namespace);
        this.standings = standings;
    }

    @Override
    public Survey survey() {
        return standings.look(objects::survey);
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        Scaled scaled = objects.get(id);
        read.put(id, scaled);
        return objects.runs(scaled);
    }

    @Override
    public Optional<String> objection(TargetId id) {
        Scaled scaled = objects.get(id);
        return scaled.paused() ? Optional.of("ScaledObject " + scaled.name() + " is paused") : Optional.empty();
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount seen) {
        Scaled scaled = read.get(order.target());
        Optional<String> objection = scaled.objection(order);
        if (objection.isPresent()) {
            return ApplyAnswer.refused(objection.get());
        }
        ApplyAnswer answer = ConditionalPatch.send(
                objects.resource(scaled), ConditionalPatch.body(order, scaled.version(), false), order, seen);
        if (answer.kind() == ApplyAnswer.Kind.APPLIED || answer.kind() == ApplyAnswer.Kind.NO_OP) {
            standings.put(order.target(), order.sequence(), order.replicas());
        }
        return answer;
    }
}
