package io.blackroad.streams.query;

import io.blackroad.cost.BudgetGate;
import io.blackroad.cost.Forecast;
import io.blackroad.cost.Prices;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Costs of a window, and where the month is heading. All money is in nano-dollars.
 *
 * @param at event time up to which costs are reckoned
 * @param from beginning of the window, a full hour
 * @param nanoDollars all of the window
 * @param kinds the same by agent, idle and overhead
 * @param open what kinds lack of all; 0
 * @param items the same by what was asked for, by name
 * @param runRate null while something is held that has no price
 * @param budgets rows of the budgets' table, then the phase's
 */
record CostReport(
        Instant at,
        String by,
        Instant from,
        long nanoDollars,
        Map<String, Long> kinds,
        long open,
        List<Group> items,
        Month month,
        RunRate runRate,
        List<Gate> budgets) {

    /** How far back the month and its forecast look at most; a week of the month before is within it. */
    static final Duration MONTH = Duration.ofDays(31);

    private static final int REASONS = 3;
    private static final long NANOS = 1_000_000_000;

    /** What one group cost. */
    record Group(String name, long nanoDollars) {}

    /**
     * The calendar month, UTC.
     *
     * @param toDate cost so far, with the hour that runs
     * @param endByRunRate its end if all went on as in the last 24 hours
     * @param end its end as forecast
     */
    record Month(Instant from, long toDate, long endByRunRate, long end) {}

    /**
     * A budget and how the month will stand to it.
     *
     * @param id its row, or phase/ and the phase's name
     * @param why what costs the most; empty when the budget is kept
     * @param fitsPermille how much of what the rest of the month would cost still fits, thousandths
     */
    record Gate(
            String id, long monthlyNanoDollars, long toDate, long end, long exceededBy, String why, int fitsPermille) {}

    /**
     * The report.
     *
     * @param window how far back from now; null for the calendar month
     */
    static CostReport of(
            CostBook book, CostGrouping by, Duration window, Prices prices, List<Budget> budgets, List<Phase> phases) {
        Instant from = begin(book.at(), window);
        SortedMap<String, Long> groups = new TreeMap<>();
        SortedMap<String, Long> kinds = new TreeMap<>(Map.of("agent", 0L, "idle", 0L, "overhead", 0L));
        long all = 0;
        for (CostAccrued cost : book.hours()) {
            if (!cost.getHour().isBefore(from)) {
                by.add(cost, groups);
                CostGrouping.KIND.add(cost, kinds);
                all = Math.addExact(all, cost.getNanoDollars());
            }
        }
        long known = kinds.values().stream().reduce(0L, Math::addExact);
        RunRate rate = RunRate.of(book, prices).orElse(null);
        return new CostReport(
                book.at(),
                by.word(),
                from,
                all,
                kinds,
                all - known,
                groups.entrySet().stream()
                        .map(group -> new Group(group.getKey(), group.getValue()))
                        .toList(),
                month(book, cost -> true, rate),
                rate,
                gates(book, budgets, phases, rate));
    }

    /** Where a window begins; null is the calendar month. */
    static Instant begin(Instant at, Duration window) {
        return window == null ? monthOf(at) : at.minus(window).truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant monthOf(Instant at) {
        return at.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
    }

    private static Month month(CostBook book, Predicate<CostAccrued> part, RunRate rate) {
        Instant from = monthOf(book.at());
        Instant hour = book.at().truncatedTo(ChronoUnit.HOURS);
        SortedMap<Instant, Long> hours = new TreeMap<>();
        long running = 0;
        for (CostAccrued cost : book.hours()) {
            if (!part.test(cost)) {
                continue;
            }
            if (cost.getHour().isBefore(hour)) {
                hours.merge(cost.getHour(), cost.getNanoDollars(), Math::addExact);
            } else {
                running = Math.addExact(running, cost.getNanoDollars());
            }
        }
        Forecast forecast = Forecast.of(hours, hour, book.at());
        long toDate = Math.addExact(forecast.monthToDate(), running);
        if (hours.isEmpty() && rate != null) {
            // In the first hour nothing is known but the rate.
            long left = ChronoUnit.MINUTES.between(
                    book.at(), from.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
            long end = Math.addExact(toDate, Math.multiplyExact(rate.perHour() / 60, left));
            return new Month(from, toDate, end, end);
        }
        return new Month(from, toDate, Math.max(toDate, forecast.runRate()), Math.max(toDate, forecast.monthEnd()));
    }

    private static List<Gate> gates(CostBook book, List<Budget> budgets, List<Phase> phases, RunRate rate) {
        List<Gate> gates = new ArrayList<>();
        budgets.stream()
                .sorted((one, other) -> one.getId().compareTo(other.getId()))
                .forEach(budget -> gates.add(gate(
                        book,
                        budget.getId(),
                        budget.getMonthlyNanoDollars(),
                        cost -> (budget.getRegion().isEmpty()
                                        || budget.getRegion().equals(cost.getRegion()))
                                && (budget.getService().isEmpty()
                                        || budget.getService().equals(cost.getService())),
                        budget.getRegion().isEmpty() && budget.getService().isEmpty() ? rate : null)));
        phases.stream()
                .filter(Phase::getActive)
                .forEach(phase -> gates.add(
                        gate(book, "phase/" + phase.getId(), phase.getMonthlyBudgetNanoDollars(), cost -> true, rate)));
        return gates;
    }

    private static Gate gate(CostBook book, String id, long budget, Predicate<CostAccrued> part, RunRate rate) {
        Month month = month(book, part, rate);
        BudgetGate gate = BudgetGate.of(budget, month.toDate(), month.end());
        return new Gate(
                id,
                budget,
                month.toDate(),
                month.end(),
                gate.exceededBy(),
                gate.exceededBy() == 0 ? "" : why(book, part),
                gate.fitsPermille());
    }

    /** What costs the most this month, largest first. */
    private static String why(CostBook book, Predicate<CostAccrued> part) {
        Instant from = monthOf(book.at());
        Map<String, Long> sums = new TreeMap<>();
        for (CostAccrued cost : book.hours()) {
            if (part.test(cost) && !cost.getHour().isBefore(from)) {
                String who = cost.getService().isEmpty() ? "idle" : cost.getService();
                cost.getItems()
                        .forEach((item, nanos) -> sums.merge(
                                item.substring(item.indexOf('/') + 1) + " of " + cost.getRegion() + " " + who,
                                nanos,
                                Math::addExact));
            }
        }
        long all = sums.values().stream().reduce(0L, Math::addExact);
        if (all <= 0) {
            return "";
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(REASONS)
                .map(sum -> sum.getKey() + " $" + sum.getValue() / NANOS + " ("
                        + Math.round(100.0 * sum.getValue() / all) + " %)")
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
