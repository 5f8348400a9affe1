package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as agents write them: ISO-8601 with an offset, or microseconds since 1970. */
final class Times {
    private static final long MICROS = 1_000_000;

    /** 2000-01-01. What is less is no time in microseconds but in another unit. */
    private static final long EARLIEST_MICROS = 946_684_800L * MICROS;

    /** 2100-01-01. */
    private static final long LATEST_MICROS = 4_102_444_800L * MICROS;

    private static final String ALLOWED =
            "give ISO-8601 with an offset, such as 2026-11-24T12:00:00.5Z, or whole microseconds since 1970";

    private Times() {}

    /**
     * Microseconds since 1970-01-01 UTC; null when there is none or after a fault was added.
     *
     * @param latest what may not be exceeded; null for anything within this century
     */
    static Long micros(String field, JsonNode value, Instant latest, Faults faults) {
        if (value == null || value.isNull()) {
            return null;
        }
        Long micros = value.isTextual() ? parse(field, value.textValue(), faults) : number(field, value, faults);
        if (micros == null) {
            return null;
        }
        if (!isUsual(micros)) {
            faults.add(field, "lies outside of 2000 to 2100" + otherUnit(micros) + "; " + ALLOWED);
            return null;
        }
        if (latest != null && instant(micros).isAfter(latest)) {
            faults.add(field, "lies more than an hour ahead; give the time of the agent's boot");
            return null;
        }
        return micros;
    }

    private static Long number(String field, JsonNode value, Faults faults) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        faults.add(
                field,
                "is " + FieldReaders.kind(value) + (value.isNumber() ? " that is not whole" : "") + "; " + ALLOWED);
        return null;
    }

    private static Long parse(String field, String text, Faults faults) {
        try {
            return micros(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            faults.add(field, "is no time with an offset; " + ALLOWED);
            return null;
        }
    }

    /** The same moment in the units that people mix up with microseconds. */
    private static String otherUnit(long value) {
        if (isUsual(value / 1_000)) {
            return ", it looks like nanoseconds";
        }
        if (value > 0 && value < EARLIEST_MICROS && isUsual(value * 1_000)) {
            return ", it looks like milliseconds";
        }
        return value > 0 && value <= LATEST_MICROS / MICROS && isUsual(value * MICROS) ? ", it looks like seconds" : "";
    }

    private static boolean isUsual(long micros) {
        return micros >= EARLIEST_MICROS && micros <= LATEST_MICROS;
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
