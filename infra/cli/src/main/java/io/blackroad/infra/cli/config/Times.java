package io.blackroad.infra.cli.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations and instants as people type them. */
public final class Times {
    private Times() {}

    /**
     * A duration: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d} or ISO-8601.
     *
     * @throws DateTimeException if it is none
     */
    public static Duration duration(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (upper.startsWith("P")) {
            return Duration.parse(upper);
        }
        int days = upper.indexOf('D');
        if (days < 0) {
            return Duration.parse("PT" + upper);
        }
        String rest = upper.substring(days + 1);
        return Duration.parse("P" + upper.substring(0, days + 1) + (rest.isEmpty() ? "" : "T" + rest));
    }

    /**
     * The instant that {@code text} means: one in ISO-8601, or a duration before {@code now}.
     *
     * @throws DateTimeException if it is neither
     */
    public static Instant since(String text, Instant now) {
        if (text.contains(":")) {
            return Instant.parse(text.strip());
        }
        return now.minus(duration(text));
    }
}
