package io.blackroad.streams.agent;

import java.time.Duration;

/**
 * How the agent stage measures time. All event time.
 *
 * @param tick length of a tick
 * @param fresh a metric sample older than this is missing
 * @param lost an agent not heard from for this long leaves the load
 * @param grace facts that come later than this after the newest one are counted, not applied
 * @param partitions how many partitions the agent topics have
 */
public record AgentSettings(Duration tick, Duration fresh, Duration lost, Duration grace, int partitions) {

    /** Ticks of a second; samples every few seconds; 30 s as in the design; clocks five minutes apart at most. */
    public static AgentSettings defaults(int partitions) {
        return new AgentSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                partitions);
    }

    /** The same with another tick. */
    public AgentSettings withTick(Duration newTick) {
        return new AgentSettings(newTick, fresh, lost, grace, partitions);
    }

    /** The same with another time after which a sample is missing. */
    public AgentSettings withFresh(Duration newFresh) {
        return new AgentSettings(tick, newFresh, lost, grace, partitions);
    }

    long tickMicros() {
        return micros(tick);
    }

    long freshMicros() {
        return micros(fresh);
    }

    long lostMicros() {
        return micros(lost);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
