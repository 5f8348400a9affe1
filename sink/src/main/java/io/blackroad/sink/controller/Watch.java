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
    private final ControllerCounts counts;
    private final Map<TargetId, Told> told = new HashMap<>();
    private final Set<TargetId> unseen = new HashSet<>();
    private Instant lastLook;
    private boolean blind;

    private record Told(ReplicaCount runs, Instant at) {}

    /**
     * What scaling is to be told of a target.
     *
     * @param conflict what somebody else did there; null for nothing
     */
    record News(ReplicaCount runs, String conflict) {}

    Watch(ReplicaTarget target, Duration observeEvery, Duration reportEvery, ControllerCounts counts) {
        this.target = target;
        this.observeEvery = observeEvery;
        this.reportEvery = reportEvery;
        this.counts = counts;
    }

    /** True if it is time to look again; the next time is counted from now. */
    boolean isTime(Instant now) {
        if (lastLook != null && !RetryPolicy.passed(lastLook, observeEvery, now)) {
            return false;
        }
        lastLook = now;
        return true;
    }

    /** All targets; empty if the adapter cannot say which there are. */
    Optional<Survey> look() {
        try {
            Survey survey = target.survey();
            if (blind) {
                LOG.info("the targets can be seen again");
                blind = false;
            }
            note(survey);
            return Optional.of(survey);
        } catch (RuntimeException e) {
            if (!blind) {
                LOG.warn("the targets cannot be seen, nothing is reported until they can: {}", Why.of(e));
                blind = true;
            }
            return Optional.empty();
        }
    }

    private void note(Survey survey) {
        counts.surveyed(survey);
        told.keySet().retainAll(survey.targets());
        unseen.retainAll(survey.targets());
        survey.unseen().forEach((id, why) -> {
            if (unseen.add(id)) {
                LOG.warn("{} cannot be seen, its replicas are not reported until it can: {}", id, why);
            }
        });
        survey.seen().keySet().forEach(id -> {
            if (unseen.remove(id)) {
                LOG.info("{} can be seen again", id);
            }
        });
    }

    /** What scaling is to be told of a target, if anything. */
    Optional<News> news(TargetId id, ReplicaCount runs, Instant now) {
        Told last = told.get(id);
        boolean same = last != null
                && runs.told() == last.runs().told()
                && runs.ready() == last.runs().ready()
                && runs.sequence() == last.runs().sequence();
        if (same && !RetryPolicy.passed(last.at(), reportEvery, now)) {
            return Optional.empty();
        }
        String conflict = conflict(runs, last);
        if (conflict != null && !same) {
            LOG.warn("{}: {}", id, conflict);
            counts.foreignChange();
        }
        return Optional.of(new News(runs, conflict));
    }

    private static String conflict(ReplicaCount runs, Told last) {
        if (last != null && runs.sequence() < last.runs().sequence()) {
            return "the target follows decision " + runs.sequence() + " where it followed "
                    + last.runs().sequence() + "; another controller writes to it";
        }
        if (runs.isChangedByOthers()) {
            return "somebody else set " + runs.told() + " replicas where decision " + runs.sequence() + " had set "
                    + runs.decided() + "; let one writer scale it";
        }
        return null;
    }

    /** Scaling is to be told again. */
    void forget(TargetId id) {
        told.remove(id);
    }

    /** Notes that scaling has been told. */
    void told(TargetId id, ReplicaCount runs, Instant now) {
        told.put(id, new Told(runs, now));
    }
}
