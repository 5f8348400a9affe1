package io.blackroad.scaling.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times of the five fields of cron: minute, hour, day of month, month, day of week, with {@code *}, lists, ranges, steps
 * and English names. As in cron, a time matches when either day field does, if both are restricted. Source:
 * https://man7.org/linux/man-pages/man5/crontab.5.html.
 */
final class Cron {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    /** A leap day comes again within eight years, 2096 to 2104. */
    private static final int SEARCHED_DAYS = 8 * 366;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean eitherDay;

    private Cron(String[] fields) {
        minutes = field("minute", fields[0], 0, 59, List.of());
        hours = field("hour", fields[1], 0, 23, List.of());
        days = field("day of month", fields[2], 1, 31, List.of());
        months = field("month", fields[3], 1, 12, MONTHS);
        weekdays = field("day of week", fields[4], 0, 7, DAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * Reads five fields.
     *
     * @throws IllegalArgumentException if they are none; says which
     */
    static Cron read(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(text.trim() + " has " + fields.length
                    + " fields; minute, hour, day, month and weekday are expected");
        }
        Cron cron = new Cron(fields);
        if (cron.before(LocalDateTime.of(2104, 12, 31, 23, 59)).isEmpty()) {
            throw new IllegalArgumentException(text.trim() + " never comes");
        }
        return cron;
    }

    /** The newest matching time not after {@code now}, by the clock of its zone; empty when there is none in years. */
    Optional<LocalDateTime> before(ZonedDateTime now) {
        return before(now.toLocalDateTime());
    }

    private Optional<LocalDateTime> before(LocalDateTime now) {
        LocalDate date = now.toLocalDate();
        for (int back = 0; back < SEARCHED_DAYS; back++) {
            if (matches(date)) {
                LocalTime latest = back == 0 ? now.toLocalTime() : LocalTime.of(23, 59);
                Optional<LocalTime> time = before(latest);
                if (time.isPresent()) {
                    return Optional.of(date.atTime(time.get()));
                }
            }
            date = date.minusDays(1);
        }
        return Optional.empty();
    }

    private Optional<LocalTime> before(LocalTime latest) {
        for (int hour = hours.previousSetBit(latest.getHour()); hour >= 0; hour = hours.previousSetBit(hour - 1)) {
            int minute = minutes.previousSetBit(hour == latest.getHour() ? latest.getMinute() : 59);
            if (minute >= 0) {
                return Optional.of(LocalTime.of(hour, minute));
            }
            if (hour == 0) {
                break;
            }
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate date) {
        if (!months.get(date.getMonthValue())) {
            return false;
        }
        boolean day = days.get(date.getDayOfMonth());
        boolean weekday = weekdays.get(
                date.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0
                        : date.getDayOfWeek().getValue());
        return eitherDay ? day || weekday : day && weekday;
    }

    private static BitSet field(String name, String text, int min, int max, List<String> names) {
        BitSet set = new BitSet();
        for (String item : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] stepped = item.split("/", -1);
            int step = stepped.length == 1 ? 1 : number(name, stepped[1], 1, max, List.of());
            if (stepped.length > 2) {
                throw new IllegalArgumentException(name + " " + text + " has a step too many");
            }
            String[] range = stepped[0].split("-", -1);
            boolean all = stepped[0].equals("*");
            int from = all ? min : number(name, range[0], min, max, names);
            boolean open = all || (range.length == 1 && stepped.length == 2);
            int to = range.length == 2 ? number(name, range[1], min, max, names) : open ? max : from;
            if (range.length > 2 || to < from) {
                throw new IllegalArgumentException(name + " " + text + " is no range");
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String name, String text, int min, int max, List<String> names) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + min;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(name + " " + text + " is not within " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }
}
