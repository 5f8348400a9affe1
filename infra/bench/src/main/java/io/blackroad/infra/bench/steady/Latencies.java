package io.blackroad.infra.bench.steady;

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
                stage, sorted.length, quantile(sorted, 50), quantile(sorted, 99), quantile(sorted, 100));
    }

    /** Nearest rank. */
    private static long quantile(long[] sorted, int percent) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.max(0, (sorted.length * (long) percent + 99) / 100 - 1)];
    }
}
