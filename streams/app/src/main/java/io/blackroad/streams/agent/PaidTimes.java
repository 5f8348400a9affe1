package io.blackroad.streams.agent;

import io.blackroad.streams.stored.StoredPaid;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Until when each agent of one source partition is paid for, by a number that stays with the agent. Nearly all of them
 * change between two commits, so they are written in blocks of a few bytes an agent instead of a record each.
 */
final class PaidTimes {
    static final long NEVER = Long.MIN_VALUE;

    /** A block is a few kilobytes, far below what a broker takes, however many agents there are. */
    static final int BLOCK = 1_024;

    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final KeyValueStore<String, StoredPaid> store;
    private long[] times = {};
    private final BitSet taken = new BitSet();
    private final BitSet changedBlocks = new BitSet();

    PaidTimes(KeyValueStore<String, StoredPaid> store) {
        this.store = store;
        try (KeyValueIterator<String, StoredPaid> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, StoredPaid> block = all.next();
                read(Integer.parseInt(block.key) * BLOCK, block.value);
            }
        }
    }

    /** A number for an agent that has none. */
    int take() {
        int number = taken.nextClearBit(0);
        claim(number);
        set(number, NEVER);
        return number;
    }

    /** An agent that was stored has this number. */
    void claim(int number) {
        taken.set(number);
        grow(number);
    }

    void release(int number) {
        set(number, NEVER);
        taken.clear(number);
    }

    /** Event time, microseconds; {@link #NEVER} when the agent was never paid for. */
    long of(int number) {
        return times[number];
    }

    void set(int number, long micros) {
        times[number] = micros;
        changedBlocks.set(number / BLOCK);
    }

    /** Writes what changed. */
    void write() {
        for (int block = changedBlocks.nextSetBit(0); block >= 0; block = changedBlocks.nextSetBit(block + 1)) {
            store.put(Integer.toString(block), stored(block * BLOCK));
        }
        changedBlocks.clear();
    }

    private StoredPaid stored(int first) {
        int end = Math.min(times.length, first + BLOCK);
        long newest = Arrays.stream(times, first, end).max().orElse(NEVER);
        ByteArrayOutputStream ages = new ByteArrayOutputStream(4 * BLOCK);
        for (int number = first; number < end; number++) {
            long rest = times[number] == NEVER ? 0 : newest - times[number] + 1;
            while (rest > SEVEN_BITS) {
                ages.write((int) (rest & SEVEN_BITS | MORE));
                rest >>>= BITS;
            }
            ages.write((int) rest);
        }
        return new StoredPaid(newest, ByteBuffer.wrap(ages.toByteArray()));
    }

    private void read(int first, StoredPaid block) {
        ByteBuffer ages = block.getAges().duplicate();
        for (int number = first; ages.hasRemaining(); number++) {
            long age = 0;
            int shift = 0;
            int part;
            do {
                part = ages.get();
                age |= (long) (part & SEVEN_BITS) << shift;
                shift += BITS;
            } while ((part & MORE) != 0);
            grow(number);
            times[number] = age == 0 ? NEVER : block.getNewestMicros() - age + 1;
        }
    }

    private void grow(int number) {
        if (number >= times.length) {
            int before = times.length;
            times = Arrays.copyOf(times, Math.max(BLOCK, number + 1 + (number >> 1)));
            Arrays.fill(times, before, times.length, NEVER);
        }
    }
}
