package io.blackroad.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Topics in memory; can be told to lose its broker after some appends. */
final class MemoryControlLog implements ControlLog {
    private final Map<String, List<Entry>> topics = new TreeMap<>();
    private final List<String> appended = new ArrayList<>();
    private int appendsLeft = Integer.MAX_VALUE;

    void failAfter(int appends) {
        appendsLeft = appends;
    }

    List<Entry> entries(String topic) {
        return topics.computeIfAbsent(topic, missing -> new ArrayList<>());
    }

    /** The topics appended to, in order. */
    List<String> appended() {
        return appended;
    }

    @Override
    public List<Entry> read(String topic) {
        return List.copyOf(entries(topic));
    }

    @Override
    public void append(String topic, List<Entry> entries) {
        if (appendsLeft-- == 0) {
            throw new IllegalStateException("the broker is gone");
        }
        appended.add(topic);
        entries(topic).addAll(entries);
    }

    @Override
    public void close() {
        // Stays readable for the test.
    }
}
