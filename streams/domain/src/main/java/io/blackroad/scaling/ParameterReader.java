package io.blackroad.scaling;

import io.blackroad.words.Nearest;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the parameters of a rule, which are texts. Whatever is wrong is noted and read as the default, so that one pass
 * finds every mistake; {@link #refuseOthers} then notes the names that nobody asked for, with the nearest right one.
 */
public final class ParameterReader {
    private final String where;
    private final Map<String, String> given;
    private final List<String> problems;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, String> fallback = new HashMap<>();

    /**
     * @param where what problems call the place, as in {@code parts[1].}; empty for the rule's own
     * @param problems takes the problems
     */
    public ParameterReader(String where, Map<String, String> given, List<String> problems) {
        this.where = where;
        this.given = given;
        this.problems = problems;
    }

    /** What holds for names that are not given, in place of the default that the reader of a parameter names. */
    public void fallBackTo(Map<String, String> values) {
        fallback.putAll(values);
    }

    /** True when it is given, or what it falls back to. */
    public boolean has(String name) {
        asked.add(name);
        return given.containsKey(name) || fallback.containsKey(name);
    }

    private String value(String name) {
        return given.getOrDefault(name, fallback.get(name)).trim();
    }

    /** A text; {@code otherwise} when left out. */
    public String text(String name, String otherwise) {
        return has(name) ? value(name) : otherwise;
    }

    /** A whole number within bounds, both included. */
    public long whole(String name, long min, long max, long otherwise) {
        BigDecimal number = number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max));
        if (number == null) {
            return otherwise;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            fail(name, "a whole number is expected, not " + value(name));
            return otherwise;
        }
    }

    /** A number within bounds, both included. */
    public double decimal(String name, double min, double max, double otherwise) {
        BigDecimal number = number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max));
        return number == null ? otherwise : number.doubleValue();
    }

    /** Seconds within bounds, both included, as microseconds. */
    public long seconds(String name, double min, double max, double otherwise) {
        return Math.round(decimal(name, min, max, otherwise) * Micros.SECOND);
    }

    /** Dollars, not negative, as billionths of a dollar; 0 when left out. */
    public long dollars(String name) {
        BigDecimal number = number(name, BigDecimal.ZERO, BigDecimal.valueOf(9_000_000_000L));
        return number == null ? 0 : number.movePointRight(9).longValue();
    }

    /** True or false. */
    public boolean flag(String name, boolean otherwise) {
        return oneOf(name, List.of("true", "false"), String.valueOf(otherwise)).equals("true");
    }

    /** One of the words that are right. */
    public String oneOf(String name, Collection<String> right, String otherwise) {
        String word = text(name, otherwise);
        if (right.contains(word)) {
            return word;
        }
        fail(name, "there is no " + word + "; " + instead(word, right));
        return otherwise;
    }

    /** Notes a problem of one parameter. */
    public void fail(String name, String problem) {
        problems.add(where + name + ": " + problem);
    }

    /** Notes each parameter that nobody has asked for. */
    public void refuseOthers() {
        for (String name : new TreeSet<>(given.keySet())) {
            if (!asked.contains(name)) {
                fail(name, "is not known here; " + instead(name, asked));
            }
        }
    }

    /** Names asked for so far. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    private BigDecimal number(String name, BigDecimal min, BigDecimal max) {
        if (!has(name)) {
            return null;
        }
        String text = value(name);
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            fail(name, "a number is expected, not " + (text.isEmpty() ? "nothing" : text));
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
            fail(
                    name,
                    String.format(
                            Locale.ROOT,
                            "%s is not within %s to %s",
                            text,
                            min.stripTrailingZeros().toPlainString(),
                            max.stripTrailingZeros().toPlainString()));
            return null;
        }
        return number;
    }

    private static String instead(String wrong, Collection<String> right) {
        return Nearest.to(wrong, right)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "use one of " + String.join(", ", new TreeSet<>(right)));
    }
}
