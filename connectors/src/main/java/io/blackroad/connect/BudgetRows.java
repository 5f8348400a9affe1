package io.blackroad.connect;

import io.blackroad.schema.control.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the optional budgets section. A budget is named fleet, after a region, after a service, or region/service. */
final class BudgetRows {
    private static final String FLEET = "fleet";
    private static final Pattern RIGHT = Pattern.compile("([a-z0-9-]{1,63}/)?[a-z0-9-]{1,63}");

    private BudgetRows() {}

    static List<Budget> read(YamlMap file, Names regions, Names services) {
        List<Budget> budgets = new ArrayList<>();
        if (!file.has("budgets")) {
            return budgets;
        }
        YamlMap section = file.map("budgets");
        section.rows(RIGHT, "fleet, a region, a service or region/service").forEach((id, map) -> {
            long nano = Field.dollars(map, "monthlyDollars");
            map.refuseOtherKeys();
            int slash = id.indexOf('/');
            String region = slash > 0 ? id.substring(0, slash) : regions.has(id) ? id : "";
            String service = slash > 0 ? id.substring(slash + 1) : id.equals(FLEET) || regions.has(id) ? "" : id;
            if (!region.isEmpty()) {
                regions.requireKey(section, id, region);
            }
            if (!service.isEmpty()) {
                services.requireKey(section, id, service);
            }
            budgets.add(new Budget(id, region, service, nano, Instant.EPOCH));
        });
        return budgets;
    }
}
