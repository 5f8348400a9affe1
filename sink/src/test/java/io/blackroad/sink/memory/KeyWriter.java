package io.blackroad.sink.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only writer of some keys, who therefore knows at any time what a read must give: what was written last, and for a key
 * that was to live shortly that or nothing, never something older.
 */
final class KeyWriter implements Runnable {
    private static final Duration SHORT = Duration.ofMillis(15);
    static final Duration LONG = Duration.ofHours(1);

    private final Memory memory;
    private final String name;
    private final int keys;
    private final Random random;
    private final AtomicBoolean enough;
    private final Map<MemoryKey, Expected> model = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long operations;

    /**
     * @param value what was written last; null for nothing
     * @param mayBeGone true when it was to live shortly
     * @param ttl whether it has a long time to live
     */
    record Expected(String value, boolean mayBeGone, boolean ttl) {}

    KeyWriter(Memory memory, String name, int keys, long seed, AtomicBoolean enough) {
        this.memory = memory;
        this.name = name;
        this.keys = keys;
        this.random = new Random(seed);
        this.enough = enough;
    }

    private MemoryKey key(int number) {
        return new MemoryKey(name + "-" + number, "k");
    }

    /** Every key has something old in it. */
    void fill() {
        List<Entry> entries = new ArrayList<>();
        for (int number = 0; number < keys; number++) {
            boolean ttl = number % 2 == 0;
            String value = "old-" + number;
            model.put(key(number), new Expected(value, false, ttl));
            entries.add(entry(key(number), value, ttl ? Optional.of(LONG) : Optional.empty()));
        }
        memory.setAll(entries).values().forEach(Answer::get);
    }

    private static Entry entry(MemoryKey key, String value, Optional<Duration> ttl) {
        return new Entry(key, value.getBytes(StandardCharsets.UTF_8), ttl);
    }

    @Override
    public void run() {
        while (!enough.get() && wrong.size() < 5) {
            MemoryKey key = key(random.nextInt(keys));
            String value = "new-" + operations++;
            switch (random.nextInt(6)) {
                case 0 -> {
                    boolean there = memory.delete(key);
                    check(key, "delete said " + there, there ? "" : null, there);
                    model.put(key, new Expected(null, false, false));
                }
                case 1 -> {
                    memory.set(entry(key, value, Optional.of(SHORT)));
                    model.put(key, new Expected(value, true, false));
                }
                case 2 -> {
                    memory.set(entry(key, value, Optional.of(LONG)));
                    model.put(key, new Expected(value, false, true));
                }
                case 3 -> {
                    memory.set(entry(key, value, Optional.empty()));
                    model.put(key, new Expected(value, false, false));
                }
                default -> check(key);
            }
        }
    }

    /** What deletion says of a key must be what was known of it. */
    private void check(MemoryKey key, String what, String found, boolean there) {
        Expected expected = model.get(key);
        boolean right = expected.value == null ? !there : there || expected.mayBeGone;
        if (!right) {
            wrong.add(what + " of " + key + ", expected " + expected + ", found " + found);
        }
    }

    private void check(MemoryKey key) {
        String found = memory.get(key)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
        Expected expected = model.get(key);
        boolean right = found == null ? expected.value == null || expected.mayBeGone : found.equals(expected.value);
        if (!right) {
            wrong.add("read of " + key + ": expected " + expected + ", found " + found);
        }
    }

    /** Looks at all keys; everything that was ever wrong. */
    List<String> verdict() {
        model.keySet().forEach(this::check);
        return wrong;
    }

    long operations() {
        return operations;
    }

    Map<MemoryKey, Expected> model() {
        return model;
    }
}
