package io.blackroad.sink.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Targets in memory that keep their word: replicas and sequence in one step, a rising sequence only. */
final class MemoryTarget implements ReplicaTarget {
    /** A write that changed a target. */
    record Write(TargetId id, long sequence, int replicas, Instant at) {}

    /** How the next call of apply goes wrong. */
    enum Trouble {
        NONE,
        REFUSES,
        FAILS,
        THROWS,
        /** Wants to be left alone for 30 s. */
        THROTTLES,
        /** Is not ready yet and wants to be asked again a second later. */
        PREPARES,
        /** Applies, then fails: a timeout after success. */
        FAILS_LATE,
        THROWS_LATE
    }

    private final Map<TargetId, ReplicaCount> counts = new TreeMap<>();
    private final List<Write> writes = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final Crash.Points points;
    private final TestClock clock;
    private int blindFor;
    private boolean lost;

    MemoryTarget(Crash.Points points, TestClock clock, Set<TargetId> ids) {
        this.points = points;
        this.clock = clock;
        ids.forEach(id -> counts.put(id, new ReplicaCount(5, 5, 0)));
    }

    List<Write> writes() {
        return writes;
    }

    /** Makes the next calls of apply go wrong, one after the other. */
    void trouble(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    /** Makes the next looks fail. */
    void blind(int looks) {
        blindFor = looks;
    }

    /** Makes the adapter unable to say which targets there are. */
    void lose(boolean all) {
        lost = all;
    }

    void remove(TargetId id) {
        counts.remove(id);
    }

    void set(TargetId id, ReplicaCount count) {
        counts.put(id, count);
    }

    ReplicaCount count(TargetId id) {
        return counts.get(id);
    }

    @Override
    public Survey survey() {
        if (lost) {
            throw new IllegalStateException("no list of targets");
        }
        return Survey.of(counts.keySet(), this::observe);
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        points.pass();
        if (blindFor > 0) {
            blindFor--;
            throw new IllegalStateException("cannot be seen");
        }
        return counts.get(id);
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount seen) {
        points.pass();
        Trouble trouble = troubles.isEmpty() ? Trouble.NONE : troubles.poll();
        switch (trouble) {
            case REFUSES -> {
                return ApplyAnswer.refused("over quota");
            }
            case FAILS -> {
                return ApplyAnswer.failed("status 500");
            }
            case THROWS -> throw new IllegalStateException("connection reset");
            case PREPARES -> {
                return ApplyAnswer.preparing("drains", Duration.ofSeconds(1));
            }
            case THROTTLES -> {
                return ApplyAnswer.failed("status 429", Duration.ofSeconds(30));
            }
            default -> write(order.target(), order.replicas(), order.sequence());
        }
        points.pass();
        return switch (trouble) {
            case FAILS_LATE -> ApplyAnswer.failed("timeout");
            case THROWS_LATE -> throw new IllegalStateException("timeout");
            default -> ApplyAnswer.applied();
        };
    }

    private void write(TargetId id, int replicas, long sequence) {
        if (sequence > counts.get(id).sequence()) {
            counts.put(id, new ReplicaCount(replicas, replicas, sequence, replicas));
            writes.add(new Write(id, sequence, replicas, clock.instant()));
        }
    }
}
