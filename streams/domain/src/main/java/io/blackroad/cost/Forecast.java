package io.blackroad.cost;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;

/**
 * Where a month of cost is heading, nano-dollars. The run rate carries the last day on. The forecast takes each hour that
 * is left from the same hour of the week before, of the day before when there is no such week, so a fleet that sleeps at
 * weekends is not billed for them.
 *
 * @param monthToDate what the hours of the month up to now cost
 * @param runRate the month's end if every day cost what the last 24 hours did
 * @param monthEnd the forecast of the month's end
 */
public record Forecast(long monthToDate, long runRate, long monthEnd) {
    private static final int DAY = 24;
    private static final int WEEK = 168;

    /**
     * A forecast.
     *
     * @param hours cost by beginning of the hour, UTC; a missing one cost nothing
     * @param now beginning of the first hour that is not known in full
     */
    public static Forecast of(SortedMap<Instant, Long> hours, Instant now) {
        return of(hours, now, now);
    }

    /**
     * A forecast of the month that a moment lies in.
     *
     * @param now beginning of the first hour that is not known in full; at most the month's end
     */
    public static Forecast of(SortedMap<Instant, Long> hours, Instant now, Instant within) {
        Instant begin = within.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        Instant end = begin.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
        long monthToDate = sum(hours, begin, now);
        if (hours.isEmpty() || !hours.firstKey().isBefore(now)) {
            return new Forecast(monthToDate, monthToDate, monthToDate);
        }
        long known = Math.max(1, ChronoUnit.HOURS.between(hours.firstKey(), now));
        long window = Math.min(DAY, known);
        long left = ChronoUnit.HOURS.between(now, end);
        BigInteger rate = BigInteger.valueOf(sum(hours, now.minus(window, ChronoUnit.HOURS), now))
                .multiply(BigInteger.valueOf(left))
                .divide(BigInteger.valueOf(window));
        long season = known >= WEEK ? WEEK : window;
        long rest = 0;
        for (long hour = 0; hour < left; hour++) {
            Instant like = now.minus(season, ChronoUnit.HOURS).plus(hour % season, ChronoUnit.HOURS);
            rest = Math.addExact(rest, hours.getOrDefault(like, 0L));
        }
        return new Forecast(
                monthToDate, Math.addExact(monthToDate, rate.longValueExact()), Math.addExact(monthToDate, rest));
    }

    private static long sum(SortedMap<Instant, Long> hours, Instant from, Instant to) {
        return hours.subMap(from, to).values().stream().reduce(0L, Math::addExact);
    }
}
