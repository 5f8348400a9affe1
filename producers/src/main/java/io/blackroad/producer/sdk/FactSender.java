package io.blackroad.producer.sdk;

import io.blackroad.schema.SchemaRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What agents share: the way out, the encoders of the calling threads and the clock that stamps facts. */
final class FactSender {
    private final Outbox outbox;
    private final ThreadLocal<FactEncoder> encoders;
    private final InstantSource clock;

    private FactSender(Outbox outbox, ThreadLocal<FactEncoder> encoders, InstantSource clock) {
        this.outbox = outbox;
        this.encoders = encoders;
        this.clock = clock;
    }

    static FactSender over(Outbox outbox, SchemaRegistry registry, InstantSource clock) {
        return new FactSender(outbox, ThreadLocal.withInitial(() -> new FactEncoder(registry)), clock);
    }

    FactSender withClock(InstantSource other) {
        return new FactSender(outbox, encoders, other);
    }

    Outbox outbox() {
        return outbox;
    }

    FactEncoder encoder() {
        return encoders.get();
    }

    Instant now() {
        return clock.instant();
    }

    /** Now in microseconds since 1970-01-01 UTC. */
    long nowMicros() {
        return micros(clock.instant());
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
