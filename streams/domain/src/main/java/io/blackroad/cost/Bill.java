package io.blackroad.cost;

import io.blackroad.cost.Prices.Sold;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was charged, and to whom.
 *
 * @param lines a line an account, item and hour, or part of an hour in which a price changed
 * @param charged what each provider's item costs altogether, by its own reckoning, not by adding up the lines
 * @param unpriced what was held without a price, of which nothing is charged
 */
public record Bill(List<Line> lines, SortedMap<String, Long> charged, List<Sold> unpriced) {

    /**
     * A line.
     *
     * @param from beginning of the hour, or of its part
     * @param nanoDollars billionths of a dollar
     */
    public record Line(Account account, String provider, String item, Instant from, long nanoDollars) {}

    /** All that is charged, nano-dollars. */
    public long total() {
        return charged.values().stream().reduce(0L, Math::addExact);
    }

    /** What the lines lack of what is charged; 0. */
    public long open() {
        return lines.stream().map(Line::nanoDollars).reduce(total(), Math::subtractExact);
    }

    /** Sums of the lines by something of them, nano-dollars. */
    public <K extends Comparable<K>> SortedMap<K, Long> by(Function<Line, K> key) {
        SortedMap<K, Long> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(key.apply(line), line.nanoDollars(), Math::addExact));
        return sums;
    }
}
