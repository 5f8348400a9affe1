package io.blackroad.streams.placement;

import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.Residence;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacementNews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** What a region has heard and not decided on: ticks wait until every partition that speaks has ended them. */
final class OpenTicks {
    private final int partitions;
    private final TreeMap<Long, List<Part>> parts = new TreeMap<>();
    private final Map<Integer, StoredPlacementNews> ended = new HashMap<>();

    /** A part and the key under which it is stored. */
    record Part(String key, StoredPlacementNews news) {}

    OpenTicks(int partitions) {
        this.partitions = partitions;
    }

    /** @param key where it is stored; empty for one that holds nothing */
    void hear(String key, StoredPlacementNews news) {
        if (!key.isEmpty()) {
            parts.computeIfAbsent(news.getTick(), any -> new ArrayList<>()).add(new Part(key, news));
        }
        if (news.getComplete()) {
            ended.put(news.getPartition(), news);
        }
    }

    /** The newest tick that everyone has ended who holds back; 0 when there is none. */
    long closed(IntPredicate holdsBack) {
        long held = Long.MAX_VALUE;
        long newest = 0;
        for (int partition = 0; partition < partitions; partition++) {
            StoredPlacementNews last = ended.get(partition);
            newest = Math.max(newest, last == null ? 0 : last.getTick());
            if (holdsBack.test(partition)) {
                held = Math.min(held, last == null ? 0 : last.getTick());
            }
        }
        return Math.min(held, newest);
    }

    /** False while one who holds back reads facts of the past. */
    boolean live(IntPredicate holdsBack) {
        return ended.values().stream().allMatch(last -> last.getLive() || !holdsBack.test(last.getPartition()));
    }

    /** Takes out what belongs to a tick or one before it. */
    List<Part> take(long tick) {
        Map<Long, List<Part>> due = parts.headMap(tick, true);
        List<Part> taken = new ArrayList<>();
        due.values().forEach(taken::addAll);
        due.clear();
        return taken;
    }

    /** Residences by agent, each agent's in the order in which they were told. */
    static List<Residence> residences(List<Part> parts) {
        List<Residence> said = new ArrayList<>();
        parts.forEach(part -> part.news().getResidents().forEach(stored -> said.add(PlacementNews.residence(stored))));
        said.sort(Comparator.comparing(Residence::agentId));
        return said;
    }

    /** Targets that are to run fewer replicas, by decision; without those decided before a tick. */
    static List<ScaleIn> scaleIns(List<Part> parts, long oldest) {
        return parts.stream()
                .filter(part -> part.news().getTick() >= oldest)
                .flatMap(part -> PlacementNews.scaleIns(part.news()).stream())
                .sorted(Comparator.comparing(ScaleIn::decisionId))
                .toList();
    }
}
