package io.blackroad.backtest;

import java.util.ArrayDeque;
import java.util.Deque;

/** Replicas on their way, in order of when they arrive. */
final class Batches {
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private int total;

    private record Batch(int dueTick, int replicas) {}

    /** Adds replicas that are due no earlier than all before. */
    void add(int dueTick, int replicas) {
        waiting.addLast(new Batch(dueTick, replicas));
        total += replicas;
    }

    /** Takes out those that are due. */
    int due(int tick) {
        int due = 0;
        while (!waiting.isEmpty() && waiting.peekFirst().dueTick <= tick) {
            due += waiting.removeFirst().replicas;
        }
        total -= due;
        return due;
    }

    /** Takes out up to {@code replicas} of those that came last. */
    int cancel(int replicas) {
        int left = replicas;
        while (left > 0 && !waiting.isEmpty()) {
            Batch last = waiting.removeLast();
            int taken = Math.min(left, last.replicas);
            if (taken < last.replicas) {
                waiting.addLast(new Batch(last.dueTick, last.replicas - taken));
            }
            left -= taken;
        }
        total -= replicas - left;
        return replicas - left;
    }

    int total() {
        return total;
    }
}
