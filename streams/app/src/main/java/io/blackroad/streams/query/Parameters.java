package io.blackroad.streams.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of one question, checked. Faults are collected and reported together by {@link #check()}, so a caller
 * mends a question once.
 */
final class Parameters {
    private static final int MAX_LIST_LENGTH = 4_096;
    private static final Duration SHORTEST_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);

    private final Map<String, List<String>> query;
    private final List<Fault> faults = new ArrayList<>();

    /** What is wrong with one parameter, and what is allowed. */
    record Fault(String parameter, String problem) {}

    private Parameters(Map<String, List<String>> query) {
        this.query = query;
    }

    /** Takes these names and no others, each at most once. */
    static Parameters of(Ask ask, String... allowed) {
        Parameters parameters = new Parameters(ask.query());
        List<String> names = List.of(allowed);
        ask.query().forEach((name, values) -> {
            if (!names.contains(name)) {
                parameters.fault(
                        name,
                        names.isEmpty() ? "this route takes none" : "unknown; allowed are " + String.join(", ", names));
            } else if (values.size() != 1) {
                parameters.fault(
                        name,
                        values.isEmpty()
                                ? "cannot be decoded; % is written %25"
                                : "given " + values.size() + " times; allowed is once");
            }
        });
        return parameters;
    }

    /** A value up to the length of a key, or null. */
    String text(String name) {
        return parse(name, null, "must have 1 to " + Ask.MAX_KEY_LENGTH + " characters", value -> {
            return value.isEmpty() || value.length() > Ask.MAX_KEY_LENGTH ? null : value;
        });
    }

    /** Values with commas between them; none when not given. */
    List<String> list(String name) {
        return parse(name, List.of(), "must have 1 to " + MAX_LIST_LENGTH + " characters", value -> {
            return value.isEmpty() || value.length() > MAX_LIST_LENGTH ? null : List.of(value.split(",", -1));
        });
    }

    /** One of a few values, or null. */
    String oneOf(String name, List<String> values) {
        return parse(name, null, "allowed are " + String.join(", ", values), value -> {
            return values.contains(value) ? value : null;
        });
    }

    boolean flag(String name, boolean otherwise) {
        String value = oneOf(name, List.of("true", "false"));
        return value == null ? otherwise : value.equals("true");
    }

    /** A whole number from 1 to {@code max} that must be given. */
    int required(String name, int max) {
        String allowed = "must be a whole number from 1 to " + max;
        if (!query.containsKey(name)) {
            fault(name, "is missing; it " + allowed);
        }
        return parse(name, 1, allowed, value -> {
            int number = Integer.parseInt(value);
            return number < 1 || number > max ? null : number;
        });
    }

    /** A number from 0 on, or null. */
    Integer number(String name, int max) {
        return parse(name, null, "must be a number from 0 to " + max, value -> {
            int number = Integer.parseInt(value);
            return number < 0 || number > max ? null : Integer.valueOf(number);
        });
    }

    /** Items of a page. */
    int limit(int otherwise, int max) {
        return parse("limit", otherwise, "must be a number from 1 to " + max, value -> {
            int limit = Integer.parseInt(value);
            return limit < 1 || limit > max ? null : limit;
        });
    }

    /** A time: an instant, or a duration back from now; null when not given. */
    Instant since(Instant now) {
        String allowed = "must be a duration back from now as in PT10M, or an instant as in 2026-01-31T12:00:00Z";
        return parse("since", null, allowed, value -> {
            return value.startsWith("P") ? now.minus(Duration.parse(value)) : Instant.parse(value);
        });
    }

    /** How far back from now; null for the calendar month, which is meant when nothing is given. */
    Duration window() {
        String allowed = "must be month, or a duration of an hour to 90 days as in PT24H or P7D";
        Duration month = Duration.ZERO;
        Duration window = parse("window", month, allowed, value -> {
            Duration parsed = value.equals("month") ? month : Duration.parse(value);
            boolean fits = parsed.equals(month)
                    || parsed.compareTo(SHORTEST_WINDOW) >= 0 && parsed.compareTo(LONGEST_WINDOW) <= 0;
            return fits ? parsed : null;
        });
        return window.equals(month) ? null : window;
    }

    /** A target as {@code region/service}, or null. */
    TargetKey target() {
        return parse("target", null, "must be region/service as in us-east/api", value -> {
            int slash = value.indexOf('/');
            boolean whole = slash > 0 && slash < value.length() - 1 && value.length() <= 2 * Ask.MAX_KEY_LENGTH;
            return whole ? new TargetKey(value.substring(0, slash), value.substring(slash + 1)) : null;
        });
    }

    /** Where the page before ended, or null for the first page. */
    <T> T cursor(String list, int size, Function<Cursor, T> read) {
        return parse("cursor", null, "is not the next of a page of this list", value -> {
            return Cursor.decode(list, size, value).map(read).orElse(null);
        });
    }

    /** @throws ProblemException if any parameter was wrong, naming all of them */
    void check() {
        if (faults.isEmpty()) {
            return;
        }
        String detail = faults.stream()
                .map(fault -> fault.parameter() + ": " + fault.problem())
                .collect(Collectors.joining("; "));
        throw Problem.of(ProblemType.INVALID_PARAMETER, detail)
                .with("errors", faults)
                .exception();
    }

    private <T> T parse(String name, T otherwise, String allowed, Function<String, T> read) {
        List<String> values = query.get(name);
        if (values == null || values.size() != 1) {
            return otherwise;
        }
        T parsed = null;
        try {
            parsed = read.apply(values.get(0));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            // A fault like any other: reported below with what is allowed.
        }
        if (parsed == null) {
            fault(name, allowed);
            return otherwise;
        }
        return parsed;
    }

    private void fault(String name, String problem) {
        faults.add(new Fault(shorten(name), problem));
    }

    private static String shorten(String name) {
        return name.length() > 64 ? name.substring(0, 64) : name;
    }
}
