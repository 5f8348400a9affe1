package io.blackroad.connect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads typed values of a {@link YamlMap}. Stricter than YAML 1.1, which reads {@code 017} as 15 and {@code 1:30} as
 * 90: a number is written in plain decimals or refused. A value that is wrong is noted and read as a stand-in.
 */
final class Field {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,29})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?");
    private static final int DAY_LENGTH = 10;

    private Field() {}

    /** A required whole number within bounds, both included. */
    static int whole(YamlMap map, String key, int min, int max) {
        ScalarNode node = map.scalar(key);
        if (node == null) {
            return min;
        }
        if (!plain(node) || !WHOLE.matcher(node.getValue()).matches()) {
            map.fail(key, "a whole number is expected, not " + Wording.quote(node.getValue()));
            return min;
        }
        BigInteger value = new BigInteger(node.getValue());
        if (value.compareTo(BigInteger.valueOf(min)) < 0) {
            map.fail(key, value + " is below " + min);
            return min;
        }
        if (value.compareTo(BigInteger.valueOf(max)) > 0) {
            map.fail(key, value + " is above " + max);
            return min;
        }
        return value.intValueExact();
    }

    /** The same when the key may be left out. */
    static int whole(YamlMap map, String key, int min, int max, int otherwise) {
        return map.has(key) ? whole(map, key, min, max) : otherwise;
    }

    /** An optional true or false; false when left out. */
    static boolean flag(YamlMap map, String key) {
        if (!map.has(key)) {
            return false;
        }
        ScalarNode node = map.scalar(key);
        if (node != null && !(plain(node) && Set.of("true", "false").contains(node.getValue()))) {
            map.fail(key, "true or false is expected, not " + Wording.quote(node.getValue()));
        }
        return node != null && node.getValue().equals("true");
    }

    /** A required line of text, as people read it, of at most {@code longest} characters. */
    static String text(YamlMap map, String key, int longest) {
        ScalarNode node = map.scalar(key);
        if (node == null) {
            return "";
        }
        String text = node.getValue();
        if (plain(node) && !node.getTag().equals(Tag.STR)) {
            map.fail(key, "text is expected, not " + text + "; put it in quotes if it is meant");
        } else if (text.isBlank() || text.length() > longest || !text.equals(Wording.oneLine(text))) {
            map.fail(
                    key,
                    "text must be 1 to " + longest + " visible characters on one line, not " + Wording.quote(text));
        }
        return text;
    }

    /** A required word out of those that are right. */
    static String oneOf(YamlMap map, String key, Set<String> right) {
        ScalarNode node = map.scalar(key);
        if (node == null) {
            return "";
        }
        if (!right.contains(node.getValue())) {
            map.fail(
                    key,
                    "there is no " + Wording.quote(node.getValue()) + "; " + Wording.instead(node.getValue(), right));
        }
        return node.getValue();
    }

    /** The same when the key may be left out. */
    static String oneOf(YamlMap map, String key, Set<String> right, String otherwise) {
        return map.has(key) ? oneOf(map, key, right) : otherwise;
    }

    /** A required amount of dollars, not negative, as billionths of a dollar. */
    static long dollars(YamlMap map, String key) {
        ScalarNode node = map.scalar(key);
        if (node == null) {
            return 0;
        }
        String text = node.getValue();
        if (!plain(node) || !DECIMAL.matcher(text).matches()) {
            map.fail(key, "dollars as in 0.000463 are expected, not " + Wording.quote(text));
            return 0;
        }
        BigDecimal dollars = new BigDecimal(text);
        if (dollars.signum() < 0) {
            map.fail(key, text + " is below 0");
            return 0;
        }
        try {
            return Dollars.toNano(dollars);
        } catch (ArithmeticException e) {
            map.fail(
                    key,
                    text + " is not exact in billionths of a dollar, or above 9 billion; write at most nine digits"
                            + " after the point");
            return 0;
        }
    }

    /** Refuses an amount of dollars that is above the most. */
    static void atMost(YamlMap map, String key, long nanoDollars, long most, String mostInWords) {
        if (nanoDollars > most) {
            map.fail(key, map.scalar(key).getValue() + " is above " + mostInWords + "; write dollars a unit");
        }
    }

    /** A required day, as its start in UTC. */
    static Instant day(YamlMap map, String key) {
        ScalarNode node = map.scalar(key);
        if (node == null) {
            return Instant.EPOCH;
        }
        try {
            if (node.getValue().length() == DAY_LENGTH) {
                return LocalDate.parse(node.getValue()).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            // Said below, as for any other text.
        }
        map.fail(key, "a day as in 2026-01-31 is expected, not " + Wording.quote(node.getValue()));
        return Instant.EPOCH;
    }

    private static boolean plain(ScalarNode node) {
        return node.isPlain();
    }
}
