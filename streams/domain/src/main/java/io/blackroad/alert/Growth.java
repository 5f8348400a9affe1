package io.blackroad.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the fleet grew: its agents at the first tick of each hour, a day back.
 *
 * @param counts oldest first, by rising hour
 */
public record Growth(List<Count> counts) {
    public static final Growth NONE = new Growth(List.of());

    /** A day shows a trend beyond the ups and downs of its hours. */
    private static final long WINDOW_HOURS = 24;

    /** Less than this shows noise. */
    private static final long LEAST_HOURS = 6;

    /**
     * Agents of one hour.
     *
     * @param hour hours since 1970
     */
    public record Count(long hour, int agents) {}

    public Growth {
        counts = List.copyOf(counts);
    }

    /** The same with what is known now, if its hour has none yet. */
    Growth seen(int agents, Instant now) {
        long hour = hour(now);
        if (!counts.isEmpty() && counts.get(counts.size() - 1).hour() >= hour) {
            return this;
        }
        List<Count> kept = new ArrayList<>();
        for (Count count : counts) {
            if (count.hour() >= hour - WINDOW_HOURS) {
                kept.add(count);
            }
        }
        kept.add(new Count(hour, agents));
        return new Growth(kept);
    }

    /**
     * Whole hours until there are so many agents, on the line from the oldest count to now, rounded up; empty when they
     * do not grow or too little is known.
     */
    OptionalLong hoursUntil(int limit, int agents, Instant now) {
        if (counts.isEmpty()) {
            return OptionalLong.empty();
        }
        Count oldest = counts.get(0);
        long hours = hour(now) - oldest.hour();
        long grown = agents - oldest.agents();
        if (hours < LEAST_HOURS || grown <= 0) {
            return OptionalLong.empty();
        }
        long missing = Math.max(0, limit - agents);
        return OptionalLong.of((missing * hours + grown - 1) / grown);
    }

    private static long hour(Instant now) {
        return now.getEpochSecond() / Duration.ofHours(1).toSeconds();
    }
}
