package io.blackroad.streams.agent;

import io.blackroad.streams.deadletter.UnusableFactException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * From an agent id to a slot number: open addressing with linear probing over the ids' bytes, which lie one after the
 * other in one array. Finding makes no garbage. Ids of removed agents leave their bytes behind until the array has to
 * grow; then it is packed.
 */
final class AgentIndex {
    /** Longest id, in bytes: a length has 15 bits. */
    static final int LONGEST_ID = Short.MAX_VALUE;

    private static final int FREE = 0;
    private static final int LOAD_FACTOR_PERCENT = 60;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Hash in the upper half and slot + 1 in the lower one; 0 is free. Most misses are told without leaving this array. */
    private long[] cells = new long[1024];

    /** Where the id of a slot lies: offset, then its length in the lowest 16 bits; 0 when the slot is free. */
    private long[] places = new long[512];

    private byte[] bytes = new byte[16 * 1024];
    private int bytesUsed;
    private int slots;
    private int size;
    private int[] freeSlots = new int[16];
    private int free;

    int find(byte[] id) {
        int hash = hash(id, 0, id.length);
        int mask = cells.length - 1;
        for (int cell = hash & mask; cells[cell] != FREE; cell = (cell + 1) & mask) {
            if ((int) (cells[cell] >>> Integer.SIZE) == hash) {
                int slot = slotIn(cell);
                if (isAt(slot, id)) {
                    return slot;
                }
            }
        }
        return AgentTable.NONE;
    }

    /** True when this id is the one in a slot, which may be free. */
    boolean isAt(int slot, byte[] id) {
        long place = places[slot];
        int from = (int) (place >>> Short.SIZE);
        return (int) (place & Short.MAX_VALUE) == id.length
                && Arrays.equals(bytes, from, from + id.length, id, 0, id.length);
    }

    /** Adds an id that is not there. */
    int add(byte[] id) {
        if (id.length > LONGEST_ID) {
            throw new UnusableFactException(
                    "an agent id has at most " + LONGEST_ID + " bytes, this one has " + id.length);
        }
        if (100L * (size + 1) > (long) LOAD_FACTOR_PERCENT * cells.length) {
            rehash(cells.length * 2);
        }
        int slot = free > 0 ? freeSlots[--free] : slots++;
        if (slot >= places.length) {
            places = Arrays.copyOf(places, places.length + (places.length >> 1));
        }
        if (bytesUsed + id.length > bytes.length) {
            pack(id.length);
        }
        System.arraycopy(id, 0, bytes, bytesUsed, id.length);
        places[slot] = place(bytesUsed, id.length);
        bytesUsed += id.length;
        insert(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        int mask = cells.length - 1;
        int cell = hashOf(slot) & mask;
        while (slotIn(cell) != slot) {
            cell = (cell + 1) & mask;
        }
        closeGap(cell, mask);
        places[slot] = 0;
        size--;
        if (free == freeSlots.length) {
            freeSlots = Arrays.copyOf(freeSlots, 2 * free);
        }
        freeSlots[free++] = slot;
    }

    boolean used(int slot) {
        return places[slot] != 0;
    }

    byte[] idOf(int slot) {
        int from = offset(slot);
        return Arrays.copyOfRange(bytes, from, from + length(slot));
    }

    int slots() {
        return slots;
    }

    int size() {
        return size;
    }

    /** Moves later entries of the probe run back, so that no search stops short at the hole. */
    private void closeGap(int hole, int mask) {
        int empty = hole;
        for (int cell = (hole + 1) & mask; cells[cell] != FREE; cell = (cell + 1) & mask) {
            int home = (int) (cells[cell] >>> Integer.SIZE) & mask;
            if (((cell - home) & mask) >= ((cell - empty) & mask)) {
                cells[empty] = cells[cell];
                empty = cell;
            }
        }
        cells[empty] = FREE;
    }

    private void insert(int slot) {
        int hash = hashOf(slot);
        int mask = cells.length - 1;
        int cell = hash & mask;
        while (cells[cell] != FREE) {
            cell = (cell + 1) & mask;
        }
        cells[cell] = (long) hash << Integer.SIZE | (slot + 1);
    }

    private void rehash(int length) {
        cells = new long[length];
        for (int slot = 0; slot < slots; slot++) {
            if (used(slot)) {
                insert(slot);
            }
        }
    }

    private void pack(int needed) {
        int live = needed;
        for (int slot = 0; slot < slots; slot++) {
            live += length(slot);
        }
        byte[] packed = new byte[Math.max(bytes.length, live + (live >> 1))];
        int used = 0;
        for (int slot = 0; slot < slots; slot++) {
            int length = length(slot);
            System.arraycopy(bytes, offset(slot), packed, used, length);
            places[slot] = length == 0 ? 0 : place(used, length);
            used += length;
        }
        bytes = packed;
        bytesUsed = used;
    }

    private int slotIn(int cell) {
        return (int) cells[cell] - 1;
    }

    private static long place(int offset, int length) {
        return (long) offset << Short.SIZE | length;
    }

    private int offset(int slot) {
        return (int) (places[slot] >>> Short.SIZE);
    }

    private int length(int slot) {
        return (int) (places[slot] & Short.MAX_VALUE);
    }

    private int hashOf(int slot) {
        int from = offset(slot);
        return hash(bytes, from, from + length(slot));
    }

    /** Eight bytes at a time, mixed so that ids which differ in the last digit only lie far apart. */
    private static int hash(byte[] id, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) WORDS.get(id, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | id[at] & 0xff;
        }
        return (int) (mix(hash ^ rest) >>> Integer.SIZE);
    }

    private static long mix(long hash) {
        long mixed = hash * MIX;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
