package io.blackroad.producer.fleet;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which replicas of a target go when it is to run fewer: those that are named. A name may come before the order to run
 * fewer or after it; when none comes within the patience, the emptiest go. Each order has a patience of its own.
 */
final class Leavers {
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
        int wanted = replicas.told();
        if (patienceMicros == 0 || replicas.ready(named) >= replicas.leaving()) {
            leave(wanted, now);
        } else {
            timers.add(now + patienceMicros, at -> leave(wanted, at));
        }
    }

    /** These are to go, by the newest decision. */
    void name(List<String> names, long now) {
        named = new LinkedHashSet<>(names);
        if (replicas.excess() > 0 && replicas.ready(named) >= replicas.leaving()) {
            leave(replicas.told(), now);
        }
    }

    /** What an order wanted is not undercut by its time for the sake of a newer one. */
    private void leave(int wanted, long now) {
        if (replicas.excess() == 0) {
            return;
        }
        target.drain(replicas.shrink(named, Math.max(wanted, replicas.told())), now);
        if (replicas.excess() == 0) {
            named = Set.of();
        }
    }
}
