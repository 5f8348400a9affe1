package io.blackroad.producer.gateway;

/**
 * The keys of the newest events: at least {@code least} of them, and all of the last {@code windowNanos} if there were not
 * more. Two generations of open addressing; when one is full or old the other is given up, so a key costs 32 bytes at
 * the most and nothing is ever moved. Guarded by its owner.
 */
final class RecentKeys {
    private static final int FIRST_SLOTS = 1_024;

    private final int least;
    private final long windowNanos;
    private Generation young;
    private Generation old = new Generation(0);

    RecentKeys(int least, long windowNanos, long now) {
        this.least = least;
        this.windowNanos = windowNanos;
        this.young = new Generation(now);
    }

    boolean contains(EventKey key) {
        return young.contains(key.high(), key.low()) || old.contains(key.high(), key.low());
    }

    void add(EventKey key, long now) {
        if (young.size == least || now - young.since > windowNanos) {
            old = young;
            young = new Generation(now);
        }
        young.add(key.high(), key.low());
    }

    int size() {
        return young.size + old.size;
    }

    /** Pairs of longs; (0, 0) marks a free slot. */
    private static final class Generation {
        private final long since;
        private long[] slots = new long[2 * FIRST_SLOTS];
        private int size;

        Generation(long since) {
            this.since = since;
        }

        boolean contains(long high, long low) {
            int slot = slot(high, low);
            return slots[slot] != 0 || slots[slot + 1] != 0;
        }

        void add(long high, long low) {
            int slot = slot(high, low);
            if (slots[slot] != 0 || slots[slot + 1] != 0) {
                return;
            }
            slots[slot] = high;
            slots[slot + 1] = low;
            size++;
            if (size > slots.length / 3) {
                grow();
            }
        }

        private void grow() {
            long[] before = slots;
            slots = new long[2 * before.length];
            for (int i = 0; i < before.length; i += 2) {
                if (before[i] != 0 || before[i + 1] != 0) {
                    int slot = slot(before[i], before[i + 1]);
                    slots[slot] = before[i];
                    slots[slot + 1] = before[i + 1];
                }
            }
        }

        /** Where the pair is, or where it would go. Keys are digests, so their bits are spread already. */
        private int slot(long high, long low) {
            int mask = slots.length / 2 - 1;
            int i = (int) high & mask;
            while (true) {
                long there = slots[2 * i];
                long below = slots[2 * i + 1];
                if (there == high && below == low || there == 0 && below == 0) {
                    return 2 * i;
                }
                i = i + 1 & mask;
            }
        }
    }
}
