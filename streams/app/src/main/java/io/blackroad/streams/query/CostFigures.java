package io.blackroad.streams.query;

import io.blackroad.cost.Prices;
import io.blackroad.streams.control.PriceWire;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures of the costs that are watched over time, in dollars: those of {@code /v1/cost}, without its digits beyond what
 * a double holds.
 *
 * @param monthToDate cost of the calendar month so far, by agent, idle and overhead
 * @param monthEnd the month's end as forecast
 * @param perHour what an hour costs as now; NaN while something is held that has no price
 * @param budgets budgets by id
 * @param exceededBy what the forecast is above each
 */
public record CostFigures(
        Map<String, Double> monthToDate,
        double monthEnd,
        double perHour,
        Map<String, Double> budgets,
        Map<String, Double> exceededBy) {
    private static final double NANOS = 1e9;

    /** The figures, if this instance reckons the costs and knows any. */
    public static Optional<CostFigures> of(LocalState state) {
        return state.cost(CostReport.MONTH).items().stream().findFirst().map(book -> of(state, book));
    }

    private static CostFigures of(LocalState state, CostBook book) {
        Prices prices = new Prices(PriceWire.rows(state.prices()));
        CostReport report = CostReport.of(book, CostGrouping.KIND, null, prices, state.budgets(), state.phases());
        Map<String, Double> toDate = new TreeMap<>();
        report.kinds().forEach((kind, nanos) -> toDate.put(kind, nanos / NANOS));
        Map<String, Double> budgets = new TreeMap<>();
        Map<String, Double> exceeded = new TreeMap<>();
        report.budgets().forEach(gate -> {
            budgets.put(gate.id(), gate.monthlyNanoDollars() / NANOS);
            exceeded.put(gate.id(), gate.exceededBy() / NANOS);
        });
        double perHour =
                report.runRate() == null ? Double.NaN : report.runRate().perHour() / NANOS;
        return new CostFigures(toDate, report.month().end() / NANOS, perHour, budgets, exceeded);
    }
}
