package io.blackroad.scaling.schedule;

import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Micros;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rule kind {@code schedule}: while a window of the calendar is open, it narrows the rule's bounds; what is wanted within
 * them is for the other parts to say. A window opens and closes at times of cron by the clock of a time zone. Of several
 * open windows the highest minimum and the lowest maximum hold.
 */
public final class ScheduleKind implements Kind<ScheduleKind.Calendar> {
    private static final String NAME = "schedule";
    private static final int VERSION = 1;
    private static final long MINUTE = 60 * Micros.SECOND;
    private static final Pattern WINDOW =
            Pattern.compile("(.+)->(.+)=\\s*([0-9]{1,6})?\\s*\\.\\.\\s*([0-9]{1,6})?\\s*");

    private static final int READ_AT = 0;
    private static final int FLOOR = 1;
    private static final int CEILING = 2;

    /** Windows by the clock of a zone. */
    public record Calendar(ZoneId zone, List<Window> windows) {
        public Calendar {
            windows = List.copyOf(windows);
        }
    }

    /** Open from a time of {@code opens} until a time of {@code closes}. */
    record Window(Cron opens, Cron closes, int floor, int ceiling) {
        boolean isOpen(ZonedDateTime now) {
            Optional<LocalDateTime> opened = opens.before(now);
            Optional<LocalDateTime> closed = closes.before(now);
            return opened.isPresent() && (closed.isEmpty() || opened.get().isAfter(closed.get()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Calendar parameters(ParameterReader given) {
        List<Window> windows = new ArrayList<>();
        if (!given.has("windows")) {
            given.fail("windows", "is missing; as in 0 8 * * mon-fri -> 0 18 * * mon-fri = 10..40");
        }
        String text = given.text("windows", "");
        for (String one : text.isEmpty() ? new String[0] : text.split(";")) {
            window(given, one.trim(), windows);
        }
        return new Calendar(zone(given), windows);
    }

    @Override
    public Opinion propose(Calendar calendar, Memory before, Moment moment) {
        long minute = Math.floorDiv(moment.micros(), MINUTE);
        boolean known = before.isOf(NAME, VERSION) && before.at(READ_AT) == minute;
        Memory memory = known ? before : read(calendar, minute, moment);
        int floor = (int) memory.at(FLOOR);
        int ceiling = (int) memory.at(CEILING);
        return Opinion.bounds(memory, floor, ceiling, () -> reason(calendar, floor, ceiling));
    }

    private static Memory read(Calendar calendar, long minute, Moment moment) {
        ZonedDateTime now = moment.now().atZone(calendar.zone());
        int floor = 0;
        int ceiling = Integer.MAX_VALUE;
        for (Window window : calendar.windows()) {
            if (window.isOpen(now)) {
                floor = Math.max(floor, window.floor());
                ceiling = Math.min(ceiling, window.ceiling());
            }
        }
        return Memory.of(NAME, VERSION, minute, floor, ceiling);
    }

    private static String reason(Calendar calendar, int floor, int ceiling) {
        if (floor == 0 && ceiling == Integer.MAX_VALUE) {
            return "no window of the schedule is open";
        }
        String most = ceiling == Integer.MAX_VALUE ? "no maximum" : "at most " + ceiling;
        return "the schedule of " + calendar.zone() + " wants at least " + floor + " and " + most;
    }

    private static void window(ParameterReader given, String text, List<Window> windows) {
        Matcher parts = WINDOW.matcher(text);
        if (!parts.matches() || (parts.group(3) == null && parts.group(4) == null)) {
            given.fail("windows", text + " is no window; as in 0 8 * * mon-fri -> 0 18 * * mon-fri = 10..40");
            return;
        }
        int floor = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        int ceiling = parts.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(parts.group(4));
        if (floor > ceiling) {
            given.fail("windows", "the minimum " + floor + " is above the maximum " + ceiling);
        }
        try {
            windows.add(new Window(Cron.read(parts.group(1)), Cron.read(parts.group(2)), floor, ceiling));
        } catch (IllegalArgumentException e) {
            given.fail("windows", e.getMessage());
        }
    }

    private static ZoneId zone(ParameterReader given) {
        String name = given.text("timeZone", "UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            given.fail("timeZone", "there is no " + name + "; write it as in Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }
}
