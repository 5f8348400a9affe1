package io.blackroad.streams.control;

import io.blackroad.cost.PriceRow;
import io.blackroad.cost.PriceUnit;
import io.blackroad.schema.PriceLimits;
import io.blackroad.schema.control.Price;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rows of the price table for the domain. */
public final class PriceWire {
    private PriceWire() {}

    /** The rows by id, so that of two from one moment the same one always holds; without those of no known unit. */
    public static List<PriceRow> rows(List<Price> prices) {
        return prices.stream()
                .sorted(Comparator.comparing(Price::getId))
                .flatMap(price -> unit(price.getUnit()).map(unit -> row(price, unit)).stream())
                .toList();
    }

    /**
     * Checks a row.
     *
     * @throws IllegalArgumentException if nothing can be priced by it, or only absurdly
     */
    static void check(Price price) {
        PriceUnit unit = unit(price.getUnit())
                .orElseThrow(() -> new IllegalArgumentException(
                        "unit is " + price.getUnit() + ", must be minute, hour, month or each"));
        PriceRow row = row(price, unit);
        checkAmount("price", price, row.nanoDollars());
        row.tiers()
                .forEach(tier -> checkAmount("price from quantity " + tier.from() + " on", price, tier.nanoDollars()));
    }

    private static void checkAmount(String what, Price price, long nanoDollars) {
        if (nanoDollars > PriceLimits.of(price.getUnit()).orElseThrow()) {
            throw new IllegalArgumentException("the " + what + " of " + price.getProvider() + "/" + price.getItem()
                    + " is $" + BigDecimal.valueOf(nanoDollars, 9).toPlainString() + ", more than "
                    + PriceLimits.words(price.getUnit())
                    + "; correct the row: prices are in billionths of a dollar a unit");
        }
    }

    private static PriceRow row(Price price, PriceUnit unit) {
        return new PriceRow(
                price.getProvider(),
                price.getItem(),
                unit,
                price.getNanoDollars(),
                price.getValidFrom(),
                price.getIncludedQuantity(),
                price.getTiers().stream()
                        .map(tier -> new PriceRow.Tier(tier.getFromQuantity(), tier.getNanoDollars()))
                        .toList(),
                price.getRounding().equals("up"));
    }

    private static Optional<PriceUnit> unit(String name) {
        return switch (name) {
            case "minute" -> Optional.of(PriceUnit.MINUTE);
            case "hour" -> Optional.of(PriceUnit.HOUR);
            case "month" -> Optional.of(PriceUnit.MONTH);
            case "each" -> Optional.of(PriceUnit.EACH);
            default -> Optional.empty();
        };
    }
}
