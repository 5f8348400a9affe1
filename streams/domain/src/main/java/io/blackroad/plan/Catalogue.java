package io.blackroad.plan;

import io.blackroad.cost.PriceRow;
import io.blackroad.cost.PriceUnit;
import io.blackroad.cost.Prices;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The prices that hold at a moment. If several providers sell an item, the dearest counts: an estimate that errs should
 * err high.
 */
final class Catalogue {
    private static final Set<String> LABELLED_PER_HOUR = Set.of(Use.CPU, Use.MEMORY);

    private final Prices prices;
    private final Instant at;

    Catalogue(List<PriceRow> rows, Instant at) {
        this.prices = new Prices(rows);
        this.at = at;
    }

    /** The same numbers as the guide labels them: cores and memory per hour, which their provider bills per minute. */
    static Catalogue asLabelled(List<PriceRow> rows, Instant at) {
        return new Catalogue(rows.stream().map(Catalogue::labelled).toList(), at);
    }

    /** What a month of an item costs, nano-dollars; empty without a price. */
    Optional<Long> monthly(String item, BigInteger billionths) {
        return prices.sellers(item, at).stream()
                .map(row -> row.cost(billionths.multiply(BigInteger.valueOf(micros(row)))))
                .max(Comparator.naturalOrder())
                .map(BigInteger::longValueExact);
    }

    /** The row that an item is priced by. */
    Optional<PriceRow> row(String item) {
        return prices.sellers(item, at).stream()
                .max(Comparator.comparing(
                        row -> row.cost(BigInteger.TEN.pow(12).multiply(BigInteger.valueOf(micros(row))))));
    }

    private static long micros(PriceRow row) {
        return row.unit() == PriceUnit.EACH ? 1 : PriceUnit.MONTH.micros();
    }

    private static PriceRow labelled(PriceRow row) {
        if (row.unit() != PriceUnit.MINUTE || !LABELLED_PER_HOUR.contains(row.item())) {
            return row;
        }
        return new PriceRow(
                row.provider(),
                row.item(),
                PriceUnit.HOUR,
                row.nanoDollars(),
                row.validFrom(),
                row.included(),
                row.tiers(),
                row.wholeUnits());
    }
}
