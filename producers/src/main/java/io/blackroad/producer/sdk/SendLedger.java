package io.blackroad.producer.sdk;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by kind what was handed to the producer and what became of it. */
final class SendLedger {
    private final LongAdder[] accepted = adders();
    private final LongAdder[] acknowledged = adders();
    private final LongAdder[] failed = adders();
    private final LongAdder dropped = new LongAdder();

    void accepted(FactKind kind) {
        accepted[kind.ordinal()].increment();
    }

    void acknowledged(FactKind kind) {
        acknowledged[kind.ordinal()].increment();
    }

    void failed(FactKind kind) {
        failed[kind.ordinal()].increment();
    }

    void dropped() {
        dropped.increment();
    }

    /** Metric samples that were never handed to the producer, and those that it gave up. */
    long metricsDropped() {
        return dropped.sum() + failed[FactKind.METRIC.ordinal()].sum();
    }

    /** Facts that a broker acknowledged. */
    long acknowledged() {
        long sum = 0;
        for (LongAdder adder : acknowledged) {
            sum += adder.sum();
        }
        return sum;
    }

    /** Accepted but not acknowledged, by topic; what had failed before is told elsewhere, so it can be left out. */
    Map<String, Long> unacknowledged(long[] failedBefore) {
        Map<String, Long> left = new TreeMap<>();
        for (FactKind kind : FactKind.values()) {
            int i = kind.ordinal();
            long count = accepted[i].sum() - acknowledged[i].sum() - failedBefore[i];
            if (count > 0) {
                left.put(kind.topic(), count);
            }
        }
        return left;
    }

    /** Failures so far, by kind. */
    long[] failures() {
        long[] counts = new long[failed.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = failed[i].sum();
        }
        return counts;
    }

    private static LongAdder[] adders() {
        LongAdder[] adders = new LongAdder[FactKind.values().length];
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
