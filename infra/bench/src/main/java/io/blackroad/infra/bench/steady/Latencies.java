package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.Quantiles;
import java.util.ArrayList;
import java.util.List;

/** Latencies of one stage, each with the tick that it belongs to. */
final class Latencies {
    private final String stage;
    private final List<long[]> measured = new ArrayList<>();

    Latencies(String stage) {
        this.stage = stage;
    }

    synchronized void add(long tickEndMillis, long latencyMillis) {
        measured.add(new long[] {tickEndMillis, latencyMillis});
    }

    /** Those of the ticks that ended within a time. */
    synchronized LatencyResult within(long fromMillis, long toMillis) {
        long[] sorted = measured.stream()
                .filter(one -> one[0] >= fromMillis && one[0] < toMillis)
                .mapToLong(one -> one[1])
                .sorted()
                .toArray();
        return new LatencyResult(
                stage, sorted.length, Quantiles.of(sorted, 50), Quantiles.of(sorted, 99), Quantiles.of(sorted, 100));
    }
}
