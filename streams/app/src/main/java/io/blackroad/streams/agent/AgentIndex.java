package io.blackroad.streams.agent;

import io.blackroad.streams.deadletter.UnusableFactException;
import java.util.Arrays;

/**
 * From an agent id to a slot number: open addressing with linear probing over the ids' bytes, which lie one after the
 * other in one array. Finding makes no garbage. Ids of removed agents leave their bytes behind until the array has to
 * grow; then it is packed.
 */
final class AgentIndex {
    private static final int FREE = 0;
    private static final int LOAD_FACTOR_PERCENT = 60;

    /** Slot + 1 in each cell; 0 is free. */
    private int[] cells = new int[1024];

    private int[] hashes = new int[512];
    private int[] offsets = new int[512];
    private short[] lengths = new short[512];
    private byte[] bytes = new byte[16 * 1024];
    private int bytesUsed;
    private int slots;
    private int size;
    private int[] freeSlots = new int[16];
    private int free;

    int find(byte[] id) {
        int hash = hash(id);
        int mask = cells.length - 1;
        for (int cell = hash & mask; cells[cell] != FREE; cell = (cell + 1) & mask) {
            int slot = cells[cell] - 1;
            if (hashes[slot] == hash && same(slot, id)) {
                return slot;
            }
        }
        return AgentTable.NONE;
    }

    /** Adds an id that is not there. */
    int add(byte[] id) {
        if (id.length > Short.MAX_VALUE) {
            throw new UnusableFactException(
                    "an agent id has at most " + Short.MAX_VALUE + " bytes, this one has " + id.length);
        }
        if (100L * (size + 1) > (long) LOAD_FACTOR_PERCENT * cells.length) {
            rehash(cells.length * 2);
        }
        int slot = free > 0 ? freeSlots[--free] : slots++;
        if (slot >= offsets.length) {
            int larger = offsets.length + (offsets.length >> 1);
            hashes = Arrays.copyOf(hashes, larger);
            offsets = Arrays.copyOf(offsets, larger);
            lengths = Arrays.copyOf(lengths, larger);
        }
        if (bytesUsed + id.length > bytes.length) {
            pack(id.length);
        }
        System.arraycopy(id, 0, bytes, bytesUsed, id.length);
        hashes[slot] = hash(id);
        offsets[slot] = bytesUsed;
        lengths[slot] = (short) id.length;
        bytesUsed += id.length;
        insert(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        int mask = cells.length - 1;
        int cell = hashes[slot] & mask;
        while (cells[cell] != slot + 1) {
            cell = (cell + 1) & mask;
        }
        closeGap(cell, mask);
        lengths[slot] = 0;
        size--;
        if (free == freeSlots.length) {
            freeSlots = Arrays.copyOf(freeSlots, 2 * free);
        }
        freeSlots[free++] = slot;
    }

    boolean used(int slot) {
        return lengths[slot] > 0;
    }

    byte[] idOf(int slot) {
        return Arrays.copyOfRange(bytes, offsets[slot], offsets[slot] + lengths[slot]);
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
            int home = hashes[cells[cell] - 1] & mask;
            if (((cell - home) & mask) >= ((cell - empty) & mask)) {
                cells[empty] = cells[cell];
                empty = cell;
            }
        }
        cells[empty] = FREE;
    }

    private void insert(int slot) {
        int mask = cells.length - 1;
        int cell = hashes[slot] & mask;
        while (cells[cell] != FREE) {
            cell = (cell + 1) & mask;
        }
        cells[cell] = slot + 1;
    }

    private void rehash(int length) {
        cells = new int[length];
        for (int slot = 0; slot < slots; slot++) {
            if (used(slot)) {
                insert(slot);
            }
        }
    }

    private void pack(int needed) {
        int live = needed;
        for (int slot = 0; slot < slots; slot++) {
            live += lengths[slot];
        }
        byte[] packed = new byte[Math.max(bytes.length, live + (live >> 1))];
        int length = 0;
        for (int slot = 0; slot < slots; slot++) {
            System.arraycopy(bytes, offsets[slot], packed, length, lengths[slot]);
            offsets[slot] = length;
            length += lengths[slot];
        }
        bytes = packed;
        bytesUsed = length;
    }

    private boolean same(int slot, byte[] id) {
        int from = offsets[slot];
        return lengths[slot] == id.length && Arrays.equals(bytes, from, from + id.length, id, 0, id.length);
    }

    /** The JDK's array hash is vectorised; its upper bits are folded in, since neighbours differ in the last digit. */
    private static int hash(byte[] id) {
        int hash = Arrays.hashCode(id) * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
