package io.blackroad.backtest;

import java.time.Duration;

/**
 * How replicas serve a demand.
 *
 * @param tick length of a tick
 * @param startLag from the order of a replica to its readiness; it is paid from the order on
 * @param drain from the order to stop a replica to its end; it takes no work any more and is paid until then
 * @param slots tasks that one replica works on at once; a share of them is a share of its capacity
 * @param service how long a task takes when it does not wait
 * @param patience how long work waits before it is given up
 * @param queueing false: nothing waits, nothing is given up, and utilisation passes 100 %
 */
public record ReplicaModel(
        Duration tick,
        Duration startLag,
        Duration drain,
        double slots,
        Duration service,
        Duration patience,
        boolean queueing) {

    /** Work is finely divided, so that whole numbers of tasks blur nothing. */
    private static final double FINE = 1_000;

    /** A request to a model takes seconds, not milliseconds; a replica that stops finishes those that it has. */
    private static final Duration SERVICE = Duration.ofSeconds(10);

    public ReplicaModel {
        if (tick.isNegative()
                || tick.isZero()
                || startLag.isNegative()
                || drain.isNegative()
                || patience.isNegative()) {
            throw new IllegalArgumentException("a tick must be longer than nothing, and no time may be negative");
        }
        if (!(slots > 0) || service.isNegative() || service.isZero()) {
            throw new IllegalArgumentException("a replica must have a slot, and a task take time");
        }
    }

    /** Ticks of a second, tasks of 10 s, as long to drain, and work that waits up to five minutes. */
    public static ReplicaModel of(Duration startLag) {
        return new ReplicaModel(Duration.ofSeconds(1), startLag, SERVICE, FINE, SERVICE, Duration.ofMinutes(5), true);
    }

    /** Without a model: replicas are there when ordered, gone when not, and nothing waits. */
    public static ReplicaModel none() {
        return new ReplicaModel(
                Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, FINE, SERVICE, Duration.ZERO, false);
    }

    /** The same with replicas that work on so many tasks at once: the same work in other pieces. */
    public ReplicaModel withSlots(double many) {
        return new ReplicaModel(tick, startLag, drain, many, service, patience, queueing);
    }

    /** Tasks that one busy replica completes in a second. */
    double tasksPerSecond() {
        return slots / (service.toNanos() / 1e9);
    }

    double serviceSeconds() {
        return service.toNanos() / 1e9;
    }

    /** The start lag in whole ticks, rounded up. */
    int startTicks() {
        return ticks(startLag);
    }

    int drainTicks() {
        return ticks(drain);
    }

    int patienceTicks() {
        return ticks(patience);
    }

    double tickSeconds() {
        return tick.toNanos() / 1e9;
    }

    private int ticks(Duration time) {
        return Math.toIntExact((time.toNanos() + tick.toNanos() - 1) / tick.toNanos());
    }
}
