package io.blackroad.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a month costs.
 *
 * @param nanoDollars by column; without those of which an item has no price
 * @param unpriced items without a price
 */
record CostSheet(Map<Category, Long> nanoDollars, List<String> unpriced) {

    static CostSheet of(Use use, Catalogue catalogue) {
        Map<Category, Long> sums = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            sums.put(category, 0L);
        }
        List<String> unpriced = new ArrayList<>();
        use.billionths().forEach((item, billionths) -> {
            Optional<Long> cost = catalogue.monthly(item, billionths);
            cost.ifPresent(nanos -> sums.computeIfPresent(Use.category(item), (key, sum) -> Math.addExact(sum, nanos)));
            if (cost.isEmpty()) {
                unpriced.add(item);
            }
        });
        unpriced.forEach(item -> sums.remove(Use.category(item)));
        return new CostSheet(sums, unpriced);
    }

    /** Of one column; null when something in it has no price. */
    Long of(Category category) {
        return nanoDollars.get(category);
    }

    /** All of it; null when something has no price. */
    Long total() {
        return unpriced.isEmpty() ? sum() : null;
    }

    private long sum() {
        return nanoDollars.values().stream().reduce(0L, Math::addExact);
    }
}
