package io.blackroad.streams.agent;

/**
 * The time of one source partition: the newest event time seen, each bounded by the broker's append time, so an agent
 * whose clock is fast closes no tick early.
 */
final class EventClock {
    private final long tickMicros;
    private final long graceMicros;
    private long newest = Long.MIN_VALUE;

    EventClock(AgentSettings settings) {
        this.tickMicros = settings.tickMicros();
        this.graceMicros = AgentSettings.micros(settings.grace());
    }

    boolean started() {
        return newest != Long.MIN_VALUE;
    }

    /** Number of the tick that runs. */
    long tick() {
        return Math.floorDiv(newest, tickMicros);
    }

    /** Number of the tick that a time lies in. */
    long tickOf(long micros) {
        return Math.floorDiv(micros, tickMicros);
    }

    void advance(long micros) {
        newest = Math.max(newest, micros);
    }

    long newest() {
        return newest;
    }

    /** Facts that occurred before this are late. */
    long lateBefore() {
        return newest - graceMicros;
    }
}
