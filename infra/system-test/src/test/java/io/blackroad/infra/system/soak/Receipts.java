package io.blackroad.infra.system.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the broker acknowledged of a crowd, a number for each fact: where it is and what it looks like. So millions of facts
 * can be held against the log afterwards, each of them.
 */
public final class Receipts {
    private static final int SHOWN = 20;

    private final Map<String, Digests> places = new ConcurrentHashMap<>();

    /** Digests by offset; 0 where nothing is waited for. */
    private static final class Digests {
        private int[] of = new int[1 << 16];
        private long acknowledged;
        private long found;

        synchronized void add(long offset, int digest) {
            int place = Math.toIntExact(offset);
            if (place >= of.length) {
                of = Arrays.copyOf(of, Math.max(place + 1, of.length + of.length / 2));
            }
            of[place] = digest;
            acknowledged++;
        }

        synchronized void find(long offset, int digest) {
            int place = Math.toIntExact(offset);
            if (place < of.length && of[place] == digest) {
                of[place] = 0;
                found++;
            }
        }

        synchronized long acknowledged() {
            return acknowledged;
        }

        synchronized List<Long> missing() {
            List<Long> missing = new ArrayList<>();
            for (int place = 0; place < of.length && found < acknowledged && missing.size() < SHOWN; place++) {
                if (of[place] != 0) {
                    missing.add((long) place);
                }
            }
            return missing;
        }
    }

    /** The broker has it. */
    public void acknowledged(String topic, int partition, long offset, byte[] value) {
        places.computeIfAbsent(topic + "-" + partition, any -> new Digests()).add(offset, digest(value));
    }

    /** It is in the log. */
    public void stored(String topic, int partition, long offset, byte[] value) {
        Digests digests = places.get(topic + "-" + partition);
        if (digests != null) {
            digests.find(offset, digest(value));
        }
    }

    private static int digest(byte[] value) {
        int digest = Arrays.hashCode(value);
        return digest == 0 ? 1 : digest;
    }

    public long acknowledged() {
        return places.values().stream().mapToLong(Digests::acknowledged).sum();
    }

    /** Where something was acknowledged and is not, some of them. */
    public List<String> lost() {
        List<String> lost = new ArrayList<>();
        places.forEach((place, digests) ->
                digests.missing().forEach(offset -> lost.add("lost: acknowledged at " + place + "@" + offset)));
        return lost;
    }
}
