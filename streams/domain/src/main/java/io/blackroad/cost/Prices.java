package io.blackroad.cost;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Price rows by provider and item: which one holds when. Of two from the same moment the later in the list does. */
public final class Prices {
    private final Map<Sold, NavigableMap<Instant, PriceRow>> rows = new HashMap<>();

    /** An item of a provider. */
    public record Sold(String provider, String item) {}

    /** @param given rows in any order */
    public Prices(List<PriceRow> given) {
        for (PriceRow row : given) {
            rows.computeIfAbsent(new Sold(row.provider(), row.item()), sold -> new TreeMap<>())
                    .put(row.validFrom(), row);
        }
    }

    /** The row that holds at a moment; empty before the first. */
    public Optional<PriceRow> at(Sold sold, Instant at) {
        return Optional.ofNullable(of(sold).floorEntry(at)).map(Map.Entry::getValue);
    }

    /** All times at which a price of something sold by time begins to hold, microseconds since 1970. */
    SortedSet<Long> changes() {
        SortedSet<Long> changes = new TreeSet<>();
        rows.values()
                .forEach(history -> history.values().stream()
                        .filter(row -> row.unit() != PriceUnit.EACH)
                        .forEach(row -> changes.add(UsageBook.micros(row.validFrom()))));
        return changes;
    }

    /** Who sells an item at a moment, by name. */
    public List<PriceRow> sellers(String item, Instant at) {
        return rows.keySet().stream()
                .filter(sold -> sold.item().equals(item))
                .sorted(Comparator.comparing(Sold::provider))
                .flatMap(sold -> at(sold, at).stream())
                .toList();
    }

    private NavigableMap<Instant, PriceRow> of(Sold sold) {
        return rows.getOrDefault(sold, new TreeMap<>());
    }
}
