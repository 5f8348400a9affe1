package io.blackroad.producer.sdk;

import io.blackroad.schema.EventId;
import java.nio.ByteBuffer;

/**
 * The numbering of one agent's facts on one topic in one epoch. The names are digested once; from then on an event id
 * costs a few multiplications, because it is needed for every sample. Guarded by the agent's lock.
 */
final class FactStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long high;
    private final long low;
    private long sequence;

    FactStream(String agentId, FactKind kind, long epoch) {
        ByteBuffer digest = ByteBuffer.wrap(EventIds.digest(agentId, kind.topic(), Long.toString(epoch)));
        this.high = digest.getLong();
        this.low = digest.getLong();
    }

    /** Number that the next fact gets; it is taken by {@link #advance()}. */
    long next() {
        return sequence + 1;
    }

    void advance() {
        sequence++;
    }

    /** Identity of the fact of this number. Both halves are one-to-one in the number, so no two facts share one. */
    EventId eventId(long number) {
        return EventIds.of(high ^ mix(number), low ^ mix(number * GOLDEN + 1));
    }

    /** The finalizer of MurmurHash3, a bijection in which every bit of the input moves half of the output's. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
