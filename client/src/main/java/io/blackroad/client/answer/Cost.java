package io.blackroad.client.answer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What the fleet costs, in billionths of a dollar.
 *
 * @param at when it was reckoned
 * @param by what it is added up by
 * @param from begin of the window
 * @param nanoDollars all of the window
 * @param items the parts, largest first
 * @param month the calendar month
 * @param runRate what it costs as it runs now; null when nobody knows
 * @param budgets what may be spent, and what will be
 */
public record Cost(
        Instant at,
        String by,
        Instant from,
        long nanoDollars,
        List<Item> items,
        Month month,
        RunRate runRate,
        List<Budget> budgets) {

    private static final int NANO_DIGITS = 9;

    /** Billionths as dollars, exactly. */
    public static BigDecimal dollars(long nanoDollars) {
        return BigDecimal.valueOf(nanoDollars, NANO_DIGITS);
    }

    /**
     * A part of the cost.
     *
     * @param name of what it is added up by
     * @param nanoDollars its cost
     */
    public record Item(String name, long nanoDollars) {}

    /**
     * The calendar month.
     *
     * @param from its begin
     * @param toDate cost so far
     * @param endByRunRate cost at its end if all goes on as now
     * @param end cost at its end as forecast
     */
    public record Month(Instant from, long toDate, Long endByRunRate, Long end) {}

    /**
     * What it costs as it runs now.
     *
     * @param perHour an hour
     * @param perMonth a month of 730 hours
     */
    public record RunRate(long perHour, long perMonth) {}

    /**
     * What a month may cost.
     *
     * @param id of the budget
     * @param monthlyNanoDollars what may be spent
     * @param toDate spent so far
     * @param end spent at the month's end, as forecast
     * @param exceededBy what the forecast is above it; 0 when it is not
     */
    public record Budget(String id, long monthlyNanoDollars, long toDate, Long end, Long exceededBy) {}
}
