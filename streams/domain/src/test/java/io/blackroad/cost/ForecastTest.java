package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void aFleetThatSleepsAtWeekendsIsForecastBetterThanByItsRunRate() {
        SortedMap<Instant, Long> month = month(new Random(1));
        long truth = month.values().stream().reduce(0L, Long::sum);
        for (int day = 7; day <= 28; day++) {
            Instant now = MARCH.plus(day, ChronoUnit.DAYS);
            Forecast forecast = Forecast.of(month.headMap(now), now);
            long byForecast = Math.abs(forecast.monthEnd() - truth);
            long byRunRate = Math.abs(forecast.runRate() - truth);
            assertThat(3 * byForecast).as("day %s", day).isLessThanOrEqualTo(2 * byRunRate);
            assertThat(forecast.monthToDate()).isEqualTo(sum(month, now));
        }
    }

    @Test
    void theFirstHourIsCarriedOn() {
        Forecast forecast = Forecast.of(new TreeMap<>(java.util.Map.of(MARCH, 10L)), MARCH.plus(1, ChronoUnit.HOURS));
        assertThat(forecast).isEqualTo(new Forecast(10, 10 * 744, 10 * 744));
    }

    @Test
    void atItsEndAMonthIsWhatItCost() {
        SortedMap<Instant, Long> month = month(new Random(2));
        long truth = month.values().stream().reduce(0L, Long::sum);
        assertThat(Forecast.of(month, APRIL, month.lastKey())).isEqualTo(new Forecast(truth, truth, truth));
    }

    @Test
    void nothingSpentIsNothingForecast() {
        assertThat(Forecast.of(new TreeMap<>(), MARCH)).isEqualTo(new Forecast(0, 0, 0));
    }

    @Test
    void theLastMonthHelpsAndDoesNotCount() {
        SortedMap<Instant, Long> hours = new TreeMap<>();
        for (Instant hour = MARCH.minus(14, ChronoUnit.DAYS); hour.isBefore(MARCH); hour = hour.plusSeconds(3_600)) {
            hours.put(hour, 5L);
        }
        assertThat(Forecast.of(hours, MARCH)).isEqualTo(new Forecast(0, 5 * 744, 5 * 744));
    }

    @Test
    void aFleetThatGrewForFiveDaysCountsThemAsTheLast() {
        assertThat(leftOfMonth(10, 10, 20, 30, 40, 50, 60)).isEqualTo(10 + 6 * 60);
        assertThat(leftOfMonth(60, 60, 60, 20, 30, 40, 50)).as("four days").isEqualTo(60 * 3 + 20 + 30 + 40 + 50);
        assertThat(leftOfMonth(10, 20, 30, 40, 50, 60, 59)).as("over").isEqualTo(10 + 20 + 30 + 40 + 50 + 60 + 59);
    }

    @Test
    void aFleetThatFellForFiveDaysIsNotExpectedToStayLow() {
        assertThat(leftOfMonth(60, 60, 50, 40, 35, 32, 31)).isEqualTo(60 + 60 + 50 + 40 + 35 + 32 + 31);
    }

    @Test
    void aFlashCrowdCountsAsTwiceTheMedianDay() {
        assertThat(leftOfMonth(10, 10, 100, 10, 10, 10, 10)).isEqualTo(6 * 10 + 20);
    }

    /** What is forecast of the last week of February after a week of days that cost so much in each of their hours. */
    private static long leftOfMonth(long... days) {
        Instant now = MARCH.minus(7, ChronoUnit.DAYS);
        SortedMap<Instant, Long> week = new TreeMap<>();
        for (int hour = 0; hour < 168; hour++) {
            week.put(now.minus(168 - hour, ChronoUnit.HOURS), days[hour / 24]);
        }
        Forecast forecast = Forecast.of(week, now);
        return (forecast.monthEnd() - forecast.monthToDate()) / 24;
    }

    private static SortedMap<Instant, Long> month(Random random) {
        SortedMap<Instant, Long> hours = new TreeMap<>();
        for (Instant hour = MARCH; hour.isBefore(APRIL); hour = hour.plusSeconds(3_600)) {
            var date = hour.atOffset(ZoneOffset.UTC);
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            boolean day = date.getHour() >= 8 && date.getHour() < 20;
            long level = weekend ? 1_000_000 : day ? 9_000_000 : 3_000_000;
            hours.put(hour, level + random.nextInt(300_000));
        }
        return hours;
    }

    private static long sum(SortedMap<Instant, Long> hours, Instant now) {
        return hours.headMap(now).values().stream().reduce(0L, Long::sum);
    }
}
