package io.blackroad.infra.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Which source partitions hold a tick back: those that have not been silent for the idle time, by the clock of whoever
 * listens. One that was never heard counts as heard when it is first asked for.
 */
final class Speakers {
    private static final long IDLE = 2 * Agenda.SECOND;

    private final LongSupplier clock;
    private Map<String, long[]> spoke = new HashMap<>();

    Speakers(LongSupplier clock) {
        this.clock = clock;
    }

    void heard(String key, int partition) {
        of(key)[partition] = clock.getAsLong();
    }

    IntPredicate holdingBack(String key) {
        return partition -> clock.getAsLong() - of(key)[partition] < IDLE;
    }

    void forget() {
        spoke = new HashMap<>();
    }

    private long[] of(String key) {
        return spoke.computeIfAbsent(key, any -> {
            long[] all = new long[Channels.PARTITIONS];
            java.util.Arrays.fill(all, clock.getAsLong());
            return all;
        });
    }
}
