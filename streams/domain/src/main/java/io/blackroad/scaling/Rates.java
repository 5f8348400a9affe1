package io.blackroad.scaling;

import io.blackroad.scaling.Behavior.Policy;
import io.blackroad.scaling.Behavior.Select;

/**
 * The scaling policies of Kubernetes' HorizontalPodAutoscaler: each allows so many replicas, or so many percent of those
 * that ran at the start of its period, and the selector picks one. Percents round up when up and down when down, so a
 * small fleet can move at all. The memory is the changes of the longest period: time and difference, oldest first.
 */
final class Rates {
    private static final String OWNER = "rates";
    private static final int VERSION = 1;
    private static final int ENTRIES = 64;

    private Rates() {}

    /** Most replicas that a scale-up may reach; never below what runs. */
    static int highest(Behavior up, boolean exact, Memory changes, long now, int current) {
        if (up.select() == Select.DISABLED) {
            return current;
        }
        if (up.policies().isEmpty()) {
            return Integer.MAX_VALUE;
        }
        boolean least = up.select() == Select.MIN;
        long result = least ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        for (Policy policy : up.policies()) {
            long start = current - changed(changes, now, policy.periodMicros());
            long allowed = policy.percent() ? grown(start, policy.value(), exact) : start + policy.value();
            result = least ? Math.min(result, allowed) : Math.max(result, allowed);
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(current, result));
    }

    /** Fewest replicas that a scale-down may reach; never above what runs. */
    static int lowest(Behavior down, boolean exact, Memory changes, long now, int current) {
        if (down.select() == Select.DISABLED) {
            return current;
        }
        if (down.policies().isEmpty()) {
            return 0;
        }
        boolean least = down.select() == Select.MIN;
        long result = least ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        for (Policy policy : down.policies()) {
            long start = current - changed(changes, now, policy.periodMicros());
            long allowed = policy.percent() ? shrunk(start, policy.value(), exact) : start - policy.value();
            result = least ? Math.max(result, allowed) : Math.min(result, allowed);
        }
        return (int) Math.max(0, Math.min(current, result));
    }

    /** The memory after a change of so many replicas. */
    static Memory changed(Memory before, long now, long longestPeriod, int difference) {
        boolean known = before.isOf(OWNER, VERSION);
        int size = known ? before.size() / 2 : 0;
        int from = 0;
        while (from < size && before.at(2 * from) <= now - longestPeriod) {
            from++;
        }
        boolean full = size - from >= ENTRIES;
        long[] values = new long[2 * (size - from + (full ? 0 : 1))];
        int at = 0;
        for (int i = from; i < size; i++) {
            boolean merged = full && i == from;
            long sum = merged ? before.at(2 * i + 1) + before.at(2 * (i + 1) + 1) : before.at(2 * i + 1);
            i = merged ? i + 1 : i;
            values[at++] = before.at(2 * i);
            values[at++] = sum;
        }
        values[at++] = now;
        values[at] = difference;
        return Memory.of(OWNER, VERSION, values);
    }

    /** Replicas added within the period, less those removed. */
    private static long changed(Memory changes, long now, long period) {
        long sum = 0;
        if (changes.isOf(OWNER, VERSION)) {
            for (int i = 0; i < changes.size(); i += 2) {
                sum += changes.at(i) > now - period ? changes.at(i + 1) : 0;
            }
        }
        return sum;
    }

    private static long grown(long start, int percent, boolean exact) {
        return exact
                ? Math.floorDiv(start * (100L + percent) + 99, 100L)
                : (long) Math.ceil(start * (1 + (double) percent / 100));
    }

    private static long shrunk(long start, int percent, boolean exact) {
        return exact ? start * (100L - percent) / 100 : (long) (start * (1 - (double) percent / 100));
    }
}
