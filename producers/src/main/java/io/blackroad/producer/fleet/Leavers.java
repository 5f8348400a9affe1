package io.blackroad.producer.fleet;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which replicas of a target go when it is to run fewer: those that are named. A name may come before the order to run
 * fewer or after it; when none comes within the patience, the emptiest go.
 */
final class Leavers implements Due {
    private final ModelTarget target;
    private final ReplicaSet replicas;
    private final Timers timers;
    private final long patienceMicros;
    private Set<String> named = Set.of();

    Leavers(ModelTarget target, ReplicaSet replicas, Timers timers, Duration patience) {
        this.target = target;
        this.replicas = replicas;
        this.timers = timers;
        this.patienceMicros = patience.toNanos() / 1_000;
    }

    /** Fewer are to run than do. */
    void shrink(long now) {
        if (replicas.excess() == 0) {
            return;
        }
        if (patienceMicros == 0 || replicas.ready(named) >= replicas.excess()) {
            due(now);
        } else {
            timers.add(now + patienceMicros, this);
        }
    }

    /** These are to go, by the newest decision. */
    void name(List<String> names, long now) {
        named = new LinkedHashSet<>(names);
        if (replicas.excess() > 0 && replicas.ready(named) >= replicas.excess()) {
            due(now);
        }
    }

    @Override
    public void due(long now) {
        if (replicas.excess() > 0) {
            target.drain(replicas.shrink(named), now);
            named = Set.of();
        }
    }
}
