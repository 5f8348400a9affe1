package io.blackroad.sink.controller;

import io.blackroad.schema.ScaleApplied;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a controller from one start or failure to the next. What it knows is in its memory alone; all of it comes
 * back from the reports topic and the targets, so that a failure, a crash and a start are one path.
 *
 * <p>The order is what makes a crash between any two steps harmless: a decision is applied, then reported, then its
 * offset committed. A crash before the report finds the decision at the target and reports it; one before the commit
 * reads it again and finds it answered.
 */
final class ControllerSession {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerSession.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ControllerConfig config;
    private final ReplicaTarget target;
    private final Clock clock;
    private final Decisions decisions;
    private final Reports reports;
    private final ControllerCounts counts;
    private final DecisionReader reader;
    private final Reporter reporter;
    private final Watch watch;
    private final Fences fences = new Fences();
    private final Map<Integer, Long> read = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private Map<TargetId, ReplicaCount> seen = Map.of();
    private boolean caughtUp;
    private boolean surveyed;

    ControllerSession(
            ControllerConfig config,
            ReplicaTarget target,
            Clock clock,
            Decisions decisions,
            Reports reports,
            ControllerCounts counts) {
        this.config = config;
        this.target = target;
        this.clock = clock;
        this.decisions = decisions;
        this.reports = reports;
        this.counts = counts;
        this.reader = new DecisionReader(config.registry());
        this.reporter = new Reporter(config.name());
        this.watch = new Watch(target, config.observeEvery(), config.reportEvery(), counts);
    }

    /** Learns what was answered before, and says what runs, so that scaling need not wait for a decision to know. */
    void restore() {
        survey();
    }

    /** One round: read, act, report, commit. */
    void step() {
        Decisions.Batch batch = decisions.poll(POLL);
        batch.records().forEach(this::take);
        if (batch.caughtUp()) {
            fences.replaceAll(this::act);
        }
        caughtUp = batch.caughtUp();
        survey();
        counts.waiting(fences.waiting());
        commit();
    }

    private void take(ConsumerRecord<byte[], byte[]> found) {
        try {
            reader.read(found).ifPresent(fences::decided);
        } catch (SerializationException e) {
            LOG.warn("set aside: {}-{}@{}: {}", found.topic(), found.partition(), found.offset(), e.getMessage());
            reports.deadLetter(found, e);
            counts.deadLettered();
        }
        read.put(found.partition(), found.offset() + 1);
    }

    private Fence act(Fence fence) {
        if (!fence.due(clock.instant())) {
            return fence;
        }
        Order order = fence.waiting();
        Attempt attempt = Attempt.of(fence, target, clock);
        Instant now = clock.instant();
        if (attempt.end() == Attempt.End.PREPARING) {
            return fence.postponed(attempt.retryAfter(), now);
        }
        if (attempt.failed()) {
            noteFailure(fence, attempt);
            if (!fence.isLastTry(config.retry())) {
                return fence.failed(config.retry(), attempt.retryAfter(), now);
            }
        }
        ScaleApplied answer = reporter.answer(order, attempt.answer(), attempt.runs(), now);
        reports.answer(answer, order.trace());
        counts.reported(answer.getOutcome());
        counts.answered(order, attempt.answer(), now);
        watch.told(order.target(), attempt.runs(), now);
        return act(fence.answered(attempt.answer(), now));
    }

    private void noteFailure(Fence fence, Attempt attempt) {
        counts.tryFailed();
        LOG.warn(
                "decision {}, try {}: {}",
                fence.waiting().decisionId(),
                fence.failures() + 1,
                attempt.answer().reason());
    }

    private void survey() {
        Instant now = clock.instant();
        if (!watch.isTime(now)) {
            return;
        }
        watch.look().ifPresent(survey -> {
            adopt(survey.targets());
            if (caughtUp) {
                goOnFromWhatStands(survey.seen());
            }
            reportStates(survey.seen(), now);
            seen = survey.seen();
        });
    }

    private void adopt(Set<TargetId> ids) {
        Set<TargetId> come = fences.missing(ids);
        if (!come.isEmpty()) {
            Map<TargetId, Long> answered = reports.answered(come);
            come.forEach(id -> fences.add(id, answered.getOrDefault(id, 0L)));
        }
        fences.retain(ids);
        surveyed = true;
    }

    private void reportStates(Map<TargetId, ReplicaCount> seen, Instant now) {
        Map<TargetId, Watch.News> news = new TreeMap<>();
        seen.forEach((id, runs) -> watch.news(id, runs, now).ifPresent(found -> news.put(id, found)));
        List<ScaleApplied> states = new ArrayList<>();
        news.forEach((id, found) -> states.add(reporter.state(id, fences.answered(id), found, now)));
        append(states);
        news.forEach((id, found) -> watch.told(id, found.runs(), now));
    }

    /**
     * A decision may stand at a target that no log knows: Kafka was restored to an earlier time, or made anew. Scaling hears
     * of it and goes on from there; whatever it decided below would be refused. One that another controller has just applied is
     * read between two looks.
     */
    private void goOnFromWhatStands(Map<TargetId, ReplicaCount> now) {
        now.forEach((id, runs) -> {
            ReplicaCount before = seen.get(id);
            if (before != null && before.sequence() == runs.sequence() && fences.isBehind(id, runs.sequence())) {
                LOG.warn(
                        "{} follows decision {}, and no decision after {} is known: they go on from there",
                        id,
                        runs.sequence(),
                        fences.answered(id));
                fences.goOnFrom(id, runs.sequence());
                watch.forget(id);
            }
        });
    }

    private void append(List<ScaleApplied> said) {
        if (!said.isEmpty()) {
            reports.append(said);
            said.forEach(report -> counts.reported(report.getOutcome()));
        }
    }

    /** Up to the first decision that waits in each partition; nothing while it is not known whose decisions wait. */
    private void commit() {
        if (!surveyed) {
            return;
        }
        Map<Integer, Long> offsets = new HashMap<>(read);
        fences.holdBack(offsets);
        offsets.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        if (!offsets.isEmpty()) {
            decisions.commit(offsets);
            committed.putAll(offsets);
        }
    }
}
