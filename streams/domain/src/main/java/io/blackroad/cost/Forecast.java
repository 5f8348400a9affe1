package io.blackroad.cost;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * Where a month of cost is heading, nano-dollars. The run rate carries the last day on. The forecast takes each hour that
 * is left from the same hour of the week before, of the day before when there is no such week, so a fleet that sleeps at
 * weekends is not billed for them. A day that cost more than twice the week's median day counts as twice: of a flash crowd
 * nobody knows that it comes again. Where the week ends in five days that each cost more than the one before, the fleet
 * grows, and those days count as the last of them: by chance five days stand in that order one time in 120. Five that fell
 * are left alone, they mostly follow a flash crowd.
 *
 * @param monthToDate what the hours of the month up to now cost
 * @param runRate the month's end if every day cost what the last 24 hours did
 * @param monthEnd the forecast of the month's end
 */
public record Forecast(long monthToDate, long runRate, long monthEnd) {
    private static final int DAY = 24;
    private static final int WEEK = 168;
    private static final int MOST_MEDIANS = 2;
    private static final int GROWING_DAYS = 5;

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
        int season = (int) (known >= WEEK ? WEEK : window);
        long[] like = season(hours, now, season);
        long rest = 0;
        for (long hour = 0; hour < left; hour++) {
            rest = Math.addExact(rest, like[(int) (hour % season)]);
        }
        return new Forecast(
                monthToDate, Math.addExact(monthToDate, rate.longValueExact()), Math.addExact(monthToDate, rest));
    }

    /** The hours that the hours to come are taken from. */
    private static long[] season(SortedMap<Instant, Long> hours, Instant now, int length) {
        long[] season = new long[length];
        for (int hour = 0; hour < length; hour++) {
            season[hour] = hours.getOrDefault(now.minus(length - hour, ChronoUnit.HOURS), 0L);
        }
        if (length == WEEK) {
            capDays(season);
            carryGrowthOn(season);
        }
        return season;
    }

    private static void capDays(long[] week) {
        long[] days = days(week);
        long[] sorted = days.clone();
        Arrays.sort(sorted);
        BigInteger most = BigInteger.valueOf(sorted[sorted.length / 2]).multiply(BigInteger.valueOf(MOST_MEDIANS));
        for (int day = 0; day < days.length; day++) {
            if (most.signum() > 0 && BigInteger.valueOf(days[day]).compareTo(most) > 0) {
                scaleDay(week, day, most, days[day]);
            }
        }
    }

    private static void carryGrowthOn(long[] week) {
        long[] days = days(week);
        int last = days.length - 1;
        int first = last;
        while (first > 0 && days[first] > days[first - 1]) {
            first--;
        }
        if (last - first + 1 < GROWING_DAYS) {
            return;
        }
        for (int day = first; day < last; day++) {
            if (days[day] > 0) {
                scaleDay(week, day, BigInteger.valueOf(days[last]), days[day]);
            }
        }
    }

    private static long[] days(long[] week) {
        long[] days = new long[WEEK / DAY];
        for (int hour = 0; hour < WEEK; hour++) {
            days[hour / DAY] = Math.addExact(days[hour / DAY], week[hour]);
        }
        return days;
    }

    /** Lets a day cost another sum, in the course of its hours. */
    private static void scaleDay(long[] week, int day, BigInteger to, long from) {
        for (int hour = day * DAY; hour < (day + 1) * DAY; hour++) {
            week[hour] = BigInteger.valueOf(week[hour])
                    .multiply(to)
                    .divide(BigInteger.valueOf(from))
                    .longValueExact();
        }
    }

    private static long sum(SortedMap<Instant, Long> hours, Instant from, Instant to) {
        return hours.subMap(from, to).values().stream().reduce(0L, Math::addExact);
    }
}
