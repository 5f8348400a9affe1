package io.blackroad.streams.scaling;

import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The changes that the targets of one task made in the last minute, for rules with a budget of the fleet. Kept on the
 * heap: a task that starts begins a new minute. What was counted is in the evidence of each decision.
 */
final class FleetChanges {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** More than any budget is worth; the oldest go first. */
    private static final int LIMIT = 10_000;

    private final Deque<Change> changes = new ArrayDeque<>();

    private record Change(String target, Instant at) {}

    /** Changes of other targets in the minute before {@code now}. */
    int ofOthers(String target, Instant now) {
        Instant since = now.minus(WINDOW);
        while (!changes.isEmpty() && !changes.peekFirst().at().isAfter(since)) {
            changes.removeFirst();
        }
        int count = 0;
        for (Change change : changes) {
            count += change.at().isAfter(since) && !change.target().equals(target) ? 1 : 0;
        }
        return count;
    }

    void note(String target, ScaleDecision decision) {
        if (decision.direction() == Direction.HOLD) {
            return;
        }
        changes.addLast(new Change(target, decision.decidedAt()));
        if (changes.size() > LIMIT) {
            changes.removeFirst();
        }
    }
}
