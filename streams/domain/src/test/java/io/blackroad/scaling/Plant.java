package io.blackroad.scaling;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A target in a closed loop: demand in replicas' worth of work, agents that start with a delay, metrics that may come
 * late, a controller that obeys. Counts what a rule does with it. Times are seconds.
 */
final class Plant {
    private static final long EACH = 1_000;

    private final ScaleRule rule;
    private final IntToDoubleFunction demand;
    private int startSeconds = 10;
    private int metricDelay;
    private UnaryOperator<LoadSample> spoiled = UnaryOperator.identity();
    private Circumstances around = Circumstances.PLAIN;

    private final Deque<Starting> starting = new ArrayDeque<>();
    private final Deque<LoadSample> late = new ArrayDeque<>();
    final List<ScaleDecision> decisions = new ArrayList<>();
    private TargetState state;
    private int ready;
    private double waiting;
    private boolean queues;
    private int loadUnit;

    private record Starting(int readyAt, int count) {}

    Plant(ScaleRule rule, int replicas, IntToDoubleFunction demand) {
        this.rule = rule;
        this.demand = demand;
        this.ready = replicas;
        this.state = new TargetState(
                0, 0, replicas, null, null, 0, Direction.HOLD, null, "", Given.NOW.minusSeconds(86_400));
    }

    Plant startingIn(int seconds) {
        startSeconds = seconds;
        return this;
    }

    /** Metrics tell what was so many seconds ago. */
    Plant metricsLateBy(int seconds) {
        metricDelay = seconds;
        return this;
    }

    /** The queue tells the load of a replica, in so many parts, instead of what waits. */
    Plant measuring(int unit) {
        loadUnit = unit;
        return this;
    }

    /** Work that does not fit waits; otherwise it is lost. */
    Plant queueing() {
        queues = true;
        return this;
    }

    Plant spoiling(UnaryOperator<LoadSample> how) {
        spoiled = how;
        return this;
    }

    Plant costing(long nanoDollarsPerHour) {
        around = new Circumstances(Micros.SECOND, -1, nanoDollarsPerHour, 0);
        return this;
    }

    Plant run(int from, int to) {
        for (int second = from; second < to; second++) {
            tick(second);
        }
        return this;
    }

    int replicas() {
        return state.replicas();
    }

    TargetState state() {
        return state;
    }

    /** Changes that reverse the one before. */
    int reversals() {
        int reversals = 0;
        Direction last = Direction.HOLD;
        for (ScaleDecision decision : decisions) {
            if (decision.direction() != Direction.HOLD) {
                reversals += last != Direction.HOLD && last != decision.direction() ? 1 : 0;
                last = decision.direction();
            }
        }
        return reversals;
    }

    long changes(Direction direction) {
        return decisions.stream()
                .filter(decision -> decision.direction() == direction)
                .count();
    }

    private void tick(int second) {
        Instant now = Given.NOW.plusSeconds(second);
        while (!starting.isEmpty() && starting.peekFirst().readyAt() <= second) {
            ready += starting.removeFirst().count();
        }
        late.addLast(sample(second));
        LoadSample seen = late.size() > metricDelay ? late.removeFirst() : late.peekFirst();
        var outcome = Scaling.decide(rule, state, spoiled.apply(seen), around, now);
        state = outcome.state();
        for (ScaleDecision decision : outcome.decisions()) {
            decisions.add(decision);
            if (decision.direction() != Direction.HOLD) {
                obey(decision, second);
            }
        }
    }

    private void obey(ScaleDecision decision, int second) {
        int more = decision.to() - decision.from();
        if (more > 0) {
            starting.addLast(new Starting(second + startSeconds, more));
        } else {
            int removed = -more;
            while (removed > 0 && !starting.isEmpty()) {
                Starting newest = starting.removeLast();
                int left = Math.max(0, newest.count() - removed);
                removed -= newest.count() - left;
                if (left > 0) {
                    starting.addLast(new Starting(newest.readyAt(), left));
                }
            }
            ready -= removed;
        }
        state = Scaling.answered(state, new Answer(decision.sequence(), Answer.Kind.APPLIED, decision.to()));
    }

    private LoadSample sample(int second) {
        double wanted = demand.applyAsDouble(second) + waiting;
        double done = Math.min(wanted, ready);
        waiting = queues ? wanted - done : 0;
        int startingNow = starting.stream().mapToInt(Starting::count).sum();
        long used = Math.round(done * EACH);
        int arrivals = (int) Math.round(demand.applyAsDouble(second));
        AgentSums sums = new AgentSums(
                ready + startingNow,
                0,
                ready,
                0,
                ready,
                startingNow,
                used,
                ready * EACH,
                startingNow * EACH,
                0,
                0,
                0,
                0,
                0,
                0,
                loadUnit > 0 ? Math.round(loadUnit * wanted / Math.max(1, ready)) : Math.round(waiting),
                Math.round(done),
                startingNow,
                0,
                startingNow * EACH,
                0,
                0);
        return new LoadSample(
                second, second, sums, new TaskCounts(arrivals, 0, Math.round(done), 0, 0), 0, 0, 0, 0, List.of());
    }
}
