package io.blackroad.streams.query;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Locale;

/** One partition of the state, written {@code agent-3}: what an answer names when nobody could speak for it. */
public record Partition(Keyspace keyspace, int number) implements Comparable<Partition> {
    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::keyspace).thenComparingInt(Partition::number);

    /** The partition that {@link #toString()} wrote. */
    @JsonCreator
    public static Partition parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("'" + text + "' is no partition; one looks like agent-3");
        }
        Keyspace keyspace = Keyspace.valueOf(text.substring(0, dash).toUpperCase(Locale.ROOT));
        return new Partition(keyspace, Integer.parseInt(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return keyspace.name().toLowerCase(Locale.ROOT) + "-" + number;
    }
}
