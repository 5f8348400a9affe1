package io.blackroad.streams.query;

import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Reads the decisions of several targets as one list, newest first, without reading more of any target than is shown.
 *
 * @param after only decisions behind this place; null for all
 * @param since only decisions from this time on; null for all
 * @param holds whether holds are shown
 */
record DecisionScan(LocalState state, DecisionKey after, Instant since, boolean holds) {
    private static final int CHUNK = 64;

    /** The first of them, at most {@code limit}. */
    List<ScaleDecided> first(Collection<TargetKey> targets, int limit) {
        PriorityQueue<Log> logs = new PriorityQueue<>(Comparator.comparing(log -> DecisionKey.of(log.peek())));
        for (TargetKey target : targets) {
            Log log = new Log(target, beforeSequence(target));
            if (log.peek() != null) {
                logs.add(log);
            }
        }
        List<ScaleDecided> found = new ArrayList<>();
        while (found.size() < limit && !logs.isEmpty()) {
            Log newest = logs.poll();
            ScaleDecided decision = newest.next();
            if (holds || decision.getDirection() != Direction.HOLD) {
                found.add(decision);
            }
            if (newest.peek() != null) {
                logs.add(newest);
            }
        }
        return found;
    }

    /** Lowest sequence of a target that is not behind {@link #after}: times rise with sequences, so it can be bisected. */
    private long beforeSequence(TargetKey target) {
        List<ScaleDecided> newest = after == null ? List.of() : state.decisions(target, Long.MAX_VALUE, 1);
        if (newest.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long behind = 0;
        long beyond = newest.get(0).getSequence() + 1;
        while (beyond - behind > 1) {
            long middle = (behind + beyond) >>> 1;
            Optional<ScaleDecided> decision = state.decision(target, middle);
            boolean isBehind =
                    decision.isEmpty() || DecisionKey.of(decision.get()).compareTo(after) > 0;
            behind = isBehind ? middle : behind;
            beyond = isBehind ? beyond : middle;
        }
        return beyond;
    }

    /** The decisions of one target, read in chunks as they are used up. */
    private final class Log {
        private final TargetKey target;
        private final Deque<ScaleDecided> chunk = new ArrayDeque<>();
        private long before;
        private boolean ended;

        Log(TargetKey target, long before) {
            this.target = target;
            this.before = before;
        }

        /** The newest one left; null at the end or where {@link #since} is passed. */
        ScaleDecided peek() {
            if (chunk.isEmpty() && !ended) {
                chunk.addAll(state.decisions(target, before, CHUNK));
                ended = chunk.size() < CHUNK;
                before = chunk.isEmpty() ? before : chunk.getLast().getSequence();
            }
            ScaleDecided decision = chunk.peekFirst();
            boolean passed =
                    decision != null && since != null && decision.getDecidedAt().isBefore(since);
            return passed ? null : decision;
        }

        ScaleDecided next() {
            return chunk.removeFirst();
        }
    }
}
