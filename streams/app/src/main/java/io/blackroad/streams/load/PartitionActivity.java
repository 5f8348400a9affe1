package io.blackroad.streams.load;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which source partitions still speak, by our own clock. Every partition counts as speaking until it has been silent for
 * the idle time, also one that was never heard, so that the first samples after a start are complete.
 */
public final class PartitionActivity {
    private final long idleMillis;
    private final Map<String, Map<Integer, Long>> heard = new HashMap<>();
    private final Map<String, Long> since = new HashMap<>();

    /** @param idleMillis a partition silent for this long speaks no more */
    public PartitionActivity(long idleMillis) {
        this.idleMillis = idleMillis;
    }

    /** A partition has spoken for a key. */
    public void hear(String target, int partition, long nowMillis) {
        since.putIfAbsent(target, nowMillis);
        heard.computeIfAbsent(target, any -> new HashMap<>()).put(partition, nowMillis);
    }

    /** Which partitions hold back the ticks of a key. */
    public IntPredicate holdingBack(String target, long nowMillis) {
        Map<Integer, Long> ofTarget = heard.getOrDefault(target, Map.of());
        long start = since.getOrDefault(target, nowMillis);
        return partition -> nowMillis - ofTarget.getOrDefault(partition, start) < idleMillis;
    }
}
