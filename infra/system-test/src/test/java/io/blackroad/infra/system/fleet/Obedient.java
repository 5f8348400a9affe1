package io.blackroad.infra.system.fleet;

import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.History;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Targets that run at once what they are told, and write down every order. */
public final class Obedient implements ReplicaTarget {
    private static final int REPLICAS = 3;

    private final History history;
    private final Map<TargetId, ReplicaCount> counts = new ConcurrentHashMap<>();

    public Obedient(History history) {
        this.history = history;
        for (String service : new String[] {Agents.STEADY, Agents.SWING}) {
            counts.put(new TargetId(Agents.REGION, service), new ReplicaCount(REPLICAS, REPLICAS, 0));
        }
    }

    @Override
    public Survey survey() {
        return Survey.of(counts.keySet(), this::observe);
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        return counts.get(id);
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount seen) {
        counts.put(order.target(), new ReplicaCount(order.replicas(), order.replicas(), order.sequence()));
        history.add(new Event.Written(
                order.target().key(), order.sequence(), order.replicas(), System.currentTimeMillis()));
        return ApplyAnswer.applied();
    }
}
