package io.blackroad.sink.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what runs at each target and says when scaling is to be told: at the start, when it changed, and again after
 * a while, so that scaling knows the replicas whatever it forgot. A target that cannot be seen is not spoken for.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final ReplicaTarget target;
    private final Duration observeEvery;
    private final Duration reportEvery;
    private final Map<TargetId, Told> told = new HashMap<>();
    private final Set<TargetId> unseen = new HashSet<>();
    private Instant lastLook;

    private record Told(ReplicaCount runs, Instant at) {}

    Watch(ReplicaTarget target, Duration observeEvery, Duration reportEvery) {
        this.target = target;
        this.observeEvery = observeEvery;
        this.reportEvery = reportEvery;
    }

    /** True if it is time to look again; the next time is counted from now. */
    boolean isTime(Instant now) {
        if (lastLook != null && !RetryPolicy.passed(lastLook, observeEvery, now)) {
            return false;
        }
        lastLook = now;
        return true;
    }

    /** What scaling is to be told of a target, if anything. */
    Optional<ReplicaCount> news(TargetId id, Instant now) {
        Optional<ReplicaCount> runs = look(id);
        Told last = told.get(id);
        return runs.filter(count -> last == null
                || count.told() != last.runs().told()
                || count.ready() != last.runs().ready()
                || RetryPolicy.passed(last.at(), reportEvery, now));
    }

    /** Notes that scaling has been told. */
    void told(TargetId id, ReplicaCount runs, Instant now) {
        told.put(id, new Told(runs, now));
    }

    private Optional<ReplicaCount> look(TargetId id) {
        try {
            ReplicaCount runs = target.observe(id);
            if (unseen.remove(id)) {
                LOG.info("{} can be seen again", id);
            }
            return Optional.of(runs);
        } catch (RuntimeException e) {
            if (unseen.add(id)) {
                LOG.warn("{} cannot be seen, its replicas are not reported until it can: {}", id, e.toString());
            }
            return Optional.empty();
        }
    }
}
