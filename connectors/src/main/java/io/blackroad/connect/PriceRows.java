package io.blackroad.connect;

import io.blackroad.schema.PriceLimits;
import io.blackroad.schema.control.Price;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the prices section. An item may have several prices of one provider, each from a day on. */
final class PriceRows {
    private static final Set<String> ITEMS =
            Set.of("vcpu", "memory-gb", "gpu-h100", "request", "storage-read", "storage-write", "storage-gb");
    private static final Set<String> UNITS = Set.of("minute", "hour", "month", "each");

    private static final Set<String> ROUNDINGS = Set.of("exact", "up");

    private PriceRows() {}

    static List<Price> read(List<YamlMap> section) {
        List<Price> prices = new ArrayList<>();
        Map<String, String> firsts = new HashMap<>();
        for (YamlMap map : section) {
            Price price = read(map);
            if (map.sound("provider", "item", "validFrom")) {
                String first = firsts.putIfAbsent(price.getId(), map.path());
                if (first != null) {
                    map.fail("item", "has the provider, item and day of " + first + "; remove one");
                }
            }
            prices.add(price);
        }
        return prices;
    }

    private static Price read(YamlMap map) {
        String provider = map.scalarText("provider");
        if (map.sound("provider") && !Names.RIGHT.matcher(provider).matches()) {
            map.fail("provider", "the name must be " + Names.RIGHT_IN_WORDS + ", not " + Wording.quote(provider));
        }
        String item = Field.oneOf(map, "item", ITEMS);
        String unit = Field.oneOf(map, "unit", UNITS);
        long nanoDollars = Field.dollars(map, "dollars");
        PriceLimits.of(unit)
                .ifPresent(most -> Field.atMost(map, "dollars", nanoDollars, most, PriceLimits.words(unit)));
        Instant validFrom = Field.day(map, "validFrom");
        long included = Field.whole(map, "includedQuantity", 0, Integer.MAX_VALUE, 0);
        String rounding = Field.oneOf(map, "rounding", ROUNDINGS, "exact");
        map.refuseOtherKeys();
        String id =
                provider + "/" + item + "/" + validFrom.atOffset(ZoneOffset.UTC).toLocalDate();
        return new Price(
                id, provider, item, unit, nanoDollars, validFrom, included, List.of(), rounding, Instant.EPOCH);
    }
}
