package io.blackroad.sink.controller;

import io.blackroad.schema.ScaleApplied;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<TargetId, Fence> fences = new TreeMap<>();
    private final Map<Integer, Long> read = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();

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
        this.watch = new Watch(target, config.observeEvery(), config.reportEvery());
    }

    /** Learns what was answered before, and says what runs, so that scaling need not wait for a decision to know. */
    void restore() {
        Map<TargetId, Long> answered = reports.answered(target.targets());
        target.targets().forEach(id -> fences.put(id, Fence.restored(answered.getOrDefault(id, 0L))));
        reportStates();
    }

    /** One round: read, act, report, commit. */
    void step() {
        Decisions.Batch batch = decisions.poll(POLL);
        batch.records().forEach(this::take);
        if (batch.caughtUp()) {
            fences.replaceAll((id, fence) -> act(fence));
        }
        reportStates();
        commit();
    }

    private void take(ConsumerRecord<byte[], byte[]> found) {
        try {
            reader.read(found)
                    .ifPresent(order -> fences.computeIfPresent(order.target(), (id, fence) -> fence.decided(order)));
        } catch (SerializationException e) {
            LOG.warn("set aside: {}-{}@{}: {}", found.topic(), found.partition(), found.offset(), e.getMessage());
            reports.deadLetter(found, e);
            counts.deadLettered();
        }
        read.put(found.partition(), found.offset() + 1);
    }

    private Fence act(Fence fence) {
        if (!fence.due(config.retry(), clock.instant())) {
            return fence;
        }
        Order order = fence.waiting();
        Attempt attempt = Attempt.of(fence, target, clock);
        Instant now = clock.instant();
        if (attempt.failed()) {
            counts.tryFailed();
            LOG.warn(
                    "decision {}, try {}: {}",
                    order.decisionId(),
                    fence.failures() + 1,
                    attempt.answer().reason());
            if (!fence.isLastTry(config.retry())) {
                return fence.failed(now);
            }
        }
        append(List.of(reporter.answer(order, attempt.answer(), attempt.runs(), now)));
        watch.told(order.target(), attempt.runs(), now);
        return act(fence.answered(attempt.answer()));
    }

    private void reportStates() {
        Instant now = clock.instant();
        if (!watch.isTime(now)) {
            return;
        }
        Map<TargetId, ReplicaCount> news = new TreeMap<>();
        List<ScaleApplied> states = new ArrayList<>();
        fences.forEach((id, fence) -> watch.news(id, now).ifPresent(runs -> {
            news.put(id, runs);
            states.add(reporter.state(id, fence.answered(), runs, now));
        }));
        append(states);
        news.forEach((id, runs) -> watch.told(id, runs, now));
    }

    private void append(List<ScaleApplied> said) {
        if (!said.isEmpty()) {
            reports.append(said);
            said.forEach(report -> counts.reported(report.getOutcome()));
        }
    }

    /** Up to the first decision that waits in each partition: after a restart it is read again. */
    private void commit() {
        Map<Integer, Long> offsets = new HashMap<>(read);
        for (Fence fence : fences.values()) {
            if (fence.waiting() != null) {
                Order.Position at = fence.waiting().at();
                offsets.merge(at.partition(), at.offset(), Math::min);
            }
        }
        offsets.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        if (!offsets.isEmpty()) {
            decisions.commit(offsets);
            committed.putAll(offsets);
        }
    }
}
