package io.blackroad.infra.cli.up;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whether one more restart makes sense: not when the last {@value #MAX} came within {@link #WINDOW}. */
final class Restarts {
    static final int MAX = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Long> ends = new ArrayDeque<>();

    /** Counts an end and decides. */
    boolean allowAfterEndAt(long nanoTime) {
        ends.addLast(nanoTime);
        if (ends.size() <= MAX) {
            return true;
        }
        long oldest = ends.removeFirst();
        return nanoTime - oldest > WINDOW.toNanos();
    }
}
