package io.blackroad.streams.agent;

import io.blackroad.placement.Residence;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacementNews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What is told at the end of a tick, region by region, in records of a bounded size. */
final class NewsParts {
    private final int partition;
    private final long tick;
    private final BiConsumer<String, StoredPlacementNews> placements;
    private final Map<String, List<Residence>> residents = new HashMap<>();

    NewsParts(int partition, long tick, BiConsumer<String, StoredPlacementNews> placements) {
        this.partition = partition;
        this.tick = tick;
        this.placements = placements;
    }

    void add(String region, Residence residence) {
        List<Residence> part = residents.computeIfAbsent(region, any -> new ArrayList<>());
        part.add(residence);
        if (part.size() == PlacementNews.MOST_RESIDENTS) {
            PlacementNews.parts(part).forEach(each -> send(region, each));
            part.clear();
        }
    }

    private void send(String region, List<Residence> part) {
        placements.accept(region, PlacementNews.part(partition, tick, part));
    }

    /** Ends the tick for each region, also those of which there is nothing to tell. */
    void close(Set<String> regions, boolean live) {
        for (String region : regions) {
            List<List<Residence>> parts = PlacementNews.parts(residents.getOrDefault(region, List.of()));
            int last = Math.max(0, parts.size() - 1);
            parts.subList(0, last).forEach(part -> send(region, part));
            placements.accept(
                    region, PlacementNews.last(partition, tick, live, parts.isEmpty() ? List.of() : parts.get(last)));
        }
    }
}
