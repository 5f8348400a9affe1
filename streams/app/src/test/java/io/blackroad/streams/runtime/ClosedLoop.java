package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.ScaleDecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A fleet of one agent a replica that obeys the decisions, second by second in event time. The work of a second spreads
 * evenly over the replicas that are ready; what they cannot do is lost. A replica that is asked for reports after the
 * start delay; one too many drains and stops.
 */
final class ClosedLoop {
    private static final int START_DELAY_SECONDS = 20;
    private static final int CORE_MILLIS = 1_000;

    /** A second of the loop, as it ended. */
    record Second(int number, int told, int ready, int cpuPercent) {}

    private final FleetDriver fleet;
    private final IntToDoubleFunction arrivals;
    private final List<ScaleDecided> decisions = new ArrayList<>();
    private final List<Second> seconds = new ArrayList<>();
    /** The second in which each replica is ready. */
    private final List<Integer> readyAt = new ArrayList<>();

    private int registered;
    private int now;

    /** @param arrivals work that arrives in a second, in replicas that it would fill */
    ClosedLoop(FleetDriver fleet, int replicas, IntToDoubleFunction arrivals) {
        this.fleet = fleet;
        this.arrivals = arrivals;
        for (int replica = 0; replica < replicas; replica++) {
            readyAt.add(0);
        }
        fleet.applied(0, replicas, ApplyOutcome.REPORTED, START);
    }

    /** Lives until then. */
    void until(int second) {
        for (; now < second; now++) {
            register();
            int cpu = (int) Math.min(CORE_MILLIS, CORE_MILLIS * arrivals.applyAsDouble(now) / registered);
            for (int replica = 0; replica < registered; replica++) {
                fleet.sample(name(replica), cpu, at(500));
            }
            fleet.decisions().forEach(this::obey);
            seconds.add(new Second(now, readyAt.size(), registered, cpu * 100 / CORE_MILLIS));
        }
    }

    /** Changes decided so far; holds are left out. */
    List<ScaleDecided> changes() {
        return decisions.stream()
                .filter(decision -> decision.getDirection() != Direction.HOLD)
                .toList();
    }

    List<ScaleDecided> decisions() {
        return decisions;
    }

    Second last() {
        return seconds.get(seconds.size() - 1);
    }

    private void obey(ScaleDecided decision) {
        decisions.add(decision);
        if (decision.getDirection() == Direction.HOLD) {
            return;
        }
        while (readyAt.size() < decision.getToReplicas()) {
            readyAt.add(now + START_DELAY_SECONDS);
        }
        while (readyAt.size() > decision.getToReplicas()) {
            readyAt.remove(readyAt.size() - 1);
            stopOneBeyond(readyAt.size());
        }
        fleet.applied(decision.getSequence(), readyAt.size(), ApplyOutcome.APPLIED, at(600));
    }

    private void register() {
        while (registered < readyAt.size() && readyAt.get(registered) <= now) {
            fleet.register(name(registered), at(100));
            registered++;
        }
    }

    private void stopOneBeyond(int replicas) {
        if (registered > replicas) {
            registered--;
            fleet.lifecycle(name(registered), LifecycleChange.DRAINING, at(700));
            fleet.lifecycle(name(registered), LifecycleChange.STOPPED, at(800));
        }
    }

    private Instant at(int millis) {
        return START.plusSeconds(now).plusMillis(millis);
    }

    private static String name(int replica) {
        return "replica-" + replica;
    }
}
