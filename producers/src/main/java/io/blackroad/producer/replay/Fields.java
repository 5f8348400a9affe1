package io.blackroad.producer.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads the values that traces are made of. */
final class Fields {
    /** A trace of a hundred years; above it a number is no time of a trace. */
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(3_155_760_000L);

    private static final int MICROS_DIGITS = 6;

    /** Rounding a number of a billion decimals would take the machine's memory. */
    private static final int MOST_DECIMALS = 30;

    private Fields() {}

    static String[] split(String line, int count, String columns) throws UnexpectedValueException {
        String[] values = line.split(",", -1);
        if (values.length != count) {
            throw new UnexpectedValueException(count + " values (" + columns + ")", line);
        }
        return values;
    }

    /** Seconds with any number of decimals, as microseconds. */
    static long secondsAsMicros(String name, String value) throws UnexpectedValueException {
        try {
            BigDecimal seconds = new BigDecimal(value.strip());
            if (seconds.signum() < 0 || seconds.compareTo(LONGEST_SECONDS) > 0 || seconds.scale() > MOST_DECIMALS) {
                throw new UnexpectedValueException(
                        name + " between 0 and " + LONGEST_SECONDS + " with at most " + MOST_DECIMALS + " decimals",
                        value);
            }
            return seconds.movePointRight(MICROS_DIGITS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (NumberFormatException e) {
            throw new UnexpectedValueException(name + " in seconds, such as 4.314579", value);
        }
    }

    static int tokens(String name, String value) throws UnexpectedValueException {
        return (int) whole(name, value, Integer.MAX_VALUE);
    }

    /** A whole number of at least 0. */
    static long whole(String name, String value, long max) throws UnexpectedValueException {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UnexpectedValueException(name + " as a whole number", value);
        }
        throw new UnexpectedValueException(name + " between 0 and " + max, value);
    }
}
