package io.blackroad.infra.system.history;

import io.blackroad.infra.system.history.Event.Accounted;
import io.blackroad.infra.system.history.Event.Fate;
import io.blackroad.infra.system.history.Event.Sent;
import io.blackroad.infra.system.history.Event.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must have become of the facts of one topic, counted from what the log holds. */
final class Expected {
    private long applied;
    private long duplicate;
    private long late;
    private long deadLettered;

    private Expected() {}

    static Map<String, Expected> byTopic(List<Event> events) {
        Map<String, Fate> fates = fates(events);
        Set<String> seen = new HashSet<>();
        Map<String, Expected> topics = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Stored stored && fates.containsKey(stored.fact())) {
                Expected counts = topics.computeIfAbsent(stored.topic(), topic -> new Expected());
                counts.count(fates.get(stored.fact()), seen.add(stored.fact()));
            }
        }
        return topics;
    }

    /** Facts in the log that nobody sent, or that are there more often than they were sent. */
    static List<String> strangers(List<Event> events) {
        Map<String, Integer> sent = new HashMap<>();
        List<String> strangers = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Sent each) {
                sent.merge(each.fact(), 1, Integer::sum);
            } else if (event instanceof Stored stored && sent.merge(stored.fact(), -1, Integer::sum) < 0) {
                strangers.add("stored too often: " + stored);
            }
        }
        return strangers;
    }

    /** Facts in the log that must have become dead letters. */
    static List<Stored> deadLetters(List<Event> events) {
        Map<String, Fate> fates = fates(events);
        return events.stream()
                .filter(Stored.class::isInstance)
                .map(Stored.class::cast)
                .filter(stored -> fates.get(stored.fact()) == Fate.DEAD_LETTER)
                .toList();
    }

    private static Map<String, Fate> fates(List<Event> events) {
        Map<String, Fate> fates = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Sent sent) {
                fates.put(sent.fact(), sent.fate());
            }
        }
        return fates;
    }

    private void count(Fate fate, boolean first) {
        switch (fate) {
            case APPLIED -> {
                applied += first ? 1 : 0;
                duplicate += first ? 0 : 1;
            }
            case LATE -> late++;
            case DEAD_LETTER -> deadLettered++;
        }
    }

    Accounted as(String topic) {
        return new Accounted(topic, applied, duplicate, late, deadLettered, 0);
    }
}
