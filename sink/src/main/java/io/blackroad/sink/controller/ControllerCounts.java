package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What a controller has done since it was made, as meters; any thread may read it. */
public final class ControllerCounts {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofSeconds(300)
    };

    private final Map<ApplyOutcome, Counter> reports = new EnumMap<>(ApplyOutcome.class);
    private final Counter deadLetters;
    private final Counter failedTries;
    private final Counter foreignChanges;
    private final Timer evidenceToDecided;
    private final Timer decidedToApplied;
    private final AtomicInteger targets = new AtomicInteger();
    private final AtomicInteger unseen = new AtomicInteger();
    private final AtomicInteger changedByOthers = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    ControllerCounts(MeterRegistry meters) {
        for (ApplyOutcome outcome : ApplyOutcome.values()) {
            Counter counter = Counter.builder("blackroad.controller.reports")
                    .description("Reports stored: answers to decisions, and looks at what runs (reported).")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(meters);
            reports.put(outcome, counter);
        }
        deadLetters = counter(meters, "dead.letters", "Records of the decisions topic that were set aside.");
        failedTries = counter(meters, "failed.tries", "Tries to apply a decision that failed.");
        foreignChanges = counter(meters, "foreign.changes", "Times that somebody else was seen changing replicas.");
        evidenceToDecided = latency(meters, "evidence_to_decided");
        decidedToApplied = latency(meters, "decided_to_applied");
        gauge(meters, "targets", "Targets that this controller runs.", targets);
        gauge(meters, "targets.unseen", "Of them, those that cannot be seen.", unseen);
        gauge(meters, "targets.foreign", "Of them, those whose replicas somebody else changed.", changedByOthers);
        gauge(meters, "decisions.waiting", "Decisions that are being tried.", waiting);
    }

    /** Reports stored, by outcome. */
    public long reports(ApplyOutcome outcome) {
        return (long) reports.get(outcome).count();
    }

    /** Records of the decisions topic that were set aside. */
    public long deadLetters() {
        return (long) deadLetters.count();
    }

    /** Tries that failed and were or will be repeated. */
    public long failedTries() {
        return (long) failedTries.count();
    }

    /** Times that somebody else was seen changing the replicas of a target. */
    public long foreignChanges() {
        return (long) foreignChanges.count();
    }

    void reported(ApplyOutcome outcome) {
        reports.get(outcome).increment();
    }

    void answered(Order order, Answer answer, Instant now) {
        if (answer.outcome() == ApplyOutcome.APPLIED && answer.sequence() == order.sequence()) {
            record(evidenceToDecided, order.evidenceAt(), order.decidedAt());
            record(decidedToApplied, order.decidedAt(), now);
        }
    }

    void deadLettered() {
        deadLetters.increment();
    }

    void tryFailed() {
        failedTries.increment();
    }

    void foreignChange() {
        foreignChanges.increment();
    }

    void surveyed(Survey survey) {
        targets.set(survey.targets().size());
        unseen.set(survey.unseen().size());
        changedByOthers.set((int) survey.seen().values().stream()
                .filter(ReplicaCount::isChangedByOthers)
                .count());
    }

    void waiting(int decisions) {
        waiting.set(decisions);
    }

    /** Clocks of different machines may disagree: less than nothing is nothing. */
    private static void record(Timer timer, Instant from, Instant to) {
        Duration took = Duration.between(from, to);
        timer.record(took.isNegative() ? Duration.ZERO : took);
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("blackroad.controller." + name)
                .description(description)
                .register(meters);
    }

    private static Timer latency(MeterRegistry meters, String phase) {
        return Timer.builder("blackroad.controller.latency")
                .description("From the evidence of an applied decision to its answer, by phase.")
                .tag("phase", phase)
                .serviceLevelObjectives(LATENCIES)
                .register(meters);
    }

    private static void gauge(MeterRegistry meters, String name, String description, AtomicInteger value) {
        Gauge.builder("blackroad.controller." + name, value, AtomicInteger::get)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
