package io.blackroad.infra.cli.cost;

import io.blackroad.cost.Bill;
import io.blackroad.cost.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines of a bill added up as they come, nano-dollars. */
final class Tally {
    private final Grouping by;
    private final Map<String, Long> sums = new HashMap<>();
    private final SortedMap<Instant, Long> parts = new TreeMap<>();
    private Instant part = Instant.MIN;
    private long ofPart;
    private long total;

    Tally(Grouping by) {
        this.by = by;
    }

    void add(Bill.Line line) {
        sums.merge(by.key().apply(line), line.nanoDollars(), Math::addExact);
        total = Math.addExact(total, line.nanoDollars());
        // Lines come by time, tens of thousands from the same moment.
        if (!part.equals(line.from())) {
            endPart();
            part = line.from();
        }
        ofPart = Math.addExact(ofPart, line.nanoDollars());
    }

    private void endPart() {
        if (!isEmpty()) {
            parts.merge(part, ofPart, Math::addExact);
            ofPart = 0;
        }
    }

    SortedMap<String, Long> sums() {
        return new TreeMap<>(sums);
    }

    boolean isEmpty() {
        return part.equals(Instant.MIN);
    }

    long total() {
        return total;
    }

    /** As it could be told at the end of the last hour, for the month that this hour lies in. */
    Forecast forecast() {
        endPart();
        SortedMap<Instant, Long> hours = new TreeMap<>();
        parts.forEach((from, cost) -> hours.merge(from.truncatedTo(ChronoUnit.HOURS), cost, Math::addExact));
        Instant last = hours.lastKey();
        return Forecast.of(hours, last.plus(Duration.ofHours(1)), last);
    }
}
