package io.blackroad.infra.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of {@code cost}: groups, their sum, the month, and each budget in a sentence. */
final class CostPage {
    private static final int NANO_DIGITS = 9;

    private CostPage() {}

    static List<String> lines(JsonNode cost) {
        List<String> lines = new ArrayList<>();
        lines.add("Cost by " + cost.path("by").asText() + " from "
                + cost.path("from").asText() + " to " + cost.path("at").asText());
        cost.path("items").forEach(item -> lines.add(row(item.path("name").asText(), item.path("nanoDollars"))));
        lines.add(row("total", cost.path("nanoDollars")));
        JsonNode kinds = cost.path("kinds");
        lines.add("");
        lines.add(row("agents", kinds.path("agent")));
        lines.add(row("idle", kinds.path("idle")));
        lines.add(row("overhead", kinds.path("overhead")));
        lines.add(row("left open", cost.path("open")));
        JsonNode month = cost.path("month");
        JsonNode rate = cost.path("runRate");
        lines.add("");
        lines.add(row("month to date", month.path("toDate")));
        lines.add(row("month's end, run rate", month.path("endByRunRate")));
        lines.add(row("month's end, forecast", month.path("end")));
        lines.add(row("an hour as now", rate.path("perHour")));
        lines.add(row("a month as now", rate.path("perMonth")));
        if (!cost.path("budgets").isEmpty()) {
            lines.add("");
        }
        cost.path("budgets").forEach(budget -> lines.add(budget(budget)));
        return lines;
    }

    private static String budget(JsonNode budget) {
        String of = "Budget " + budget.path("id").asText() + " of "
                + dollars(budget.path("monthlyNanoDollars").asLong(), 2);
        long exceededBy = budget.path("exceededBy").asLong();
        if (exceededBy == 0) {
            return of + ": kept, the month ends at "
                    + dollars(budget.path("end").asLong(), 2);
        }
        return of + ": exceeded by " + dollars(exceededBy, 2) + "; "
                + (budget.path("why").asText().isEmpty()
                        ? ""
                        : budget.path("why").asText() + "; ")
                + budget.path("fitsPermille").asInt() / 10.0 + " % of the rest of the month fits";
    }

    private static String row(String name, JsonNode nanoDollars) {
        String value = nanoDollars.isNumber() ? dollars(nanoDollars.asLong(), NANO_DIGITS) : "-";
        return String.format(Locale.ROOT, "%-40s %26s", name, value);
    }

    private static String dollars(long nanoDollars, int digits) {
        BigDecimal dollars =
                BigDecimal.valueOf(nanoDollars, NANO_DIGITS).setScale(digits, java.math.RoundingMode.HALF_UP);
        return "$" + String.format(Locale.ROOT, "%,." + digits + "f", dollars);
    }
}
