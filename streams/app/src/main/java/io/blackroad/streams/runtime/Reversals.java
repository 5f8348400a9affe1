package io.blackroad.streams.runtime;

import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which changes take the one before back, as the oscillation guard of the rules counts them: other direction, within an
 * hour. Heard from the start of the process on, so the first change of a target after a start is no reversal.
 */
final class Reversals {
    private static final Duration HORIZON = Duration.ofHours(1);

    /** Changes of the window kept at most; with more, the share is that of the newest. */
    private static final int MOST = 10_000;

    private final Map<String, Change> last = new HashMap<>();
    private final Deque<Change> window = new ArrayDeque<>();
    private int reversed;

    private record Change(Direction direction, long sequence, Instant at, boolean reversal) {}

    /**
     * Takes a change, no hold.
     *
     * @return true for a reversal; false for others, and for a change that was heard before
     */
    synchronized boolean note(ScaleDecided decision) {
        String target = decision.getRegion() + "/" + decision.getService();
        Change before = last.get(target);
        if (before != null && before.sequence() >= decision.getSequence()) {
            return false;
        }
        Instant now = decision.getDecidedAt();
        boolean reversal = before != null
                && before.direction() != decision.getDirection()
                && Duration.between(before.at(), now).compareTo(HORIZON) <= 0;
        Change change = new Change(decision.getDirection(), decision.getSequence(), now, reversal);
        last.put(target, change);
        window.addLast(change);
        reversed += reversal ? 1 : 0;
        forget(now.minus(HORIZON));
        return reversal;
    }

    private void forget(Instant before) {
        while (window.size() > MOST || window.peekFirst().at().isBefore(before)) {
            reversed -= window.removeFirst().reversal() ? 1 : 0;
        }
    }

    /** Reversals over changes; 0 without a change. */
    synchronized double share() {
        return window.isEmpty() ? 0 : (double) reversed / window.size();
    }
}
