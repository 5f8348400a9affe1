package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a controller has done since it was made; any thread may read it. */
public final class ControllerCounts {
    private final Map<ApplyOutcome, AtomicLong> reports = new EnumMap<>(ApplyOutcome.class);
    private final AtomicLong deadLetters = new AtomicLong();
    private final AtomicLong failedTries = new AtomicLong();

    ControllerCounts() {
        for (ApplyOutcome outcome : ApplyOutcome.values()) {
            reports.put(outcome, new AtomicLong());
        }
    }

    /** Reports stored, by outcome. */
    public long reports(ApplyOutcome outcome) {
        return reports.get(outcome).get();
    }

    /** Records of the decisions topic that were set aside. */
    public long deadLetters() {
        return deadLetters.get();
    }

    /** Tries that failed and were or will be repeated. */
    public long failedTries() {
        return failedTries.get();
    }

    void reported(ApplyOutcome outcome) {
        reports.get(outcome).incrementAndGet();
    }

    void deadLettered() {
        deadLetters.incrementAndGet();
    }

    void tryFailed() {
        failedTries.incrementAndGet();
    }
}
