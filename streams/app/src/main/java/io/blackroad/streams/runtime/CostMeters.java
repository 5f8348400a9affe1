package io.blackroad.streams.runtime;

import io.blackroad.streams.query.CostFigures;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.StateUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Costs in dollars, looked up for each scrape. The instance that reckons speaks for the fleet, the others are silent. */
final class CostMeters {
    private final MultiGauge toDate;
    private final MultiGauge monthEnd;
    private final MultiGauge perHour;
    private final MultiGauge budgets;
    private final MultiGauge exceeded;

    CostMeters(MeterRegistry meters) {
        toDate = gauge(meters, "month.to.date.dollars", "Cost of the calendar month so far, by kind.");
        monthEnd = gauge(meters, "month.end.dollars", "Cost of the calendar month at its end, as forecast.");
        perHour = gauge(meters, "hourly.dollars", "What an hour costs as now.");
        budgets = gauge(meters, "budget.dollars", "What a calendar month may cost.");
        exceeded = gauge(meters, "budget.exceeded.dollars", "How much the forecast is above the budget.");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder("blackroad.cost." + name)
                .description(description)
                .register(meters);
    }

    /** Shows the costs as they are; none while partitions move, and none when they are more than a long holds. */
    void follow(LocalState state) {
        Optional<CostFigures> figures = figures(state);
        toDate.register(rows("kind", figures.map(CostFigures::monthToDate).orElse(Map.of())), true);
        monthEnd.register(one(figures.map(CostFigures::monthEnd)), true);
        perHour.register(one(figures.map(CostFigures::perHour)), true);
        budgets.register(rows("budget", figures.map(CostFigures::budgets).orElse(Map.of())), true);
        exceeded.register(rows("budget", figures.map(CostFigures::exceededBy).orElse(Map.of())), true);
    }

    private static Optional<CostFigures> figures(LocalState state) {
        try {
            return CostFigures.of(state);
        } catch (StateUnavailableException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static List<MultiGauge.Row<?>> one(Optional<Double> value) {
        return value.<List<MultiGauge.Row<?>>>map(known -> List.of(MultiGauge.Row.of(Tags.empty(), known)))
                .orElse(List.of());
    }

    private static List<MultiGauge.Row<?>> rows(String label, Map<String, Double> values) {
        return values.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(Tags.of(label, entry.getKey()), entry.getValue()))
                .toList();
    }
}
