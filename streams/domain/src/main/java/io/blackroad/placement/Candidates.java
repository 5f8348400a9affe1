package io.blackroad.placement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Agents that may leave a worker, largest first; hands out each once. */
final class Candidates {
    private static final Comparator<Resident> ORDER =
            Comparator.comparingLong(Resident::load).reversed().thenComparing(Resident::agentId);

    private final Resident[] sorted;

    /** Where to look instead of a place that was handed out. */
    private final int[] next;

    private Candidates(Resident[] sorted) {
        this.sorted = sorted;
        next = new int[sorted.length + 1];
        Arrays.setAll(next, at -> at);
    }

    static Candidates of(List<Resident> residents) {
        Resident[] sorted = residents.toArray(Resident[]::new);
        Arrays.sort(sorted, ORDER);
        return new Candidates(sorted);
    }

    /** The largest that is left and no larger than {@code most}; null when there is none. */
    Resident take(long most) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle].load() <= most) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int at = left(low);
        if (at == sorted.length) {
            return null;
        }
        next[at] = at + 1;
        return sorted[at];
    }

    private int left(int from) {
        int at = from;
        while (next[at] != at) {
            next[at] = next[next[at]];
            at = next[at];
        }
        return at;
    }
}
