package io.blackroad.sink.memory.state;

import io.blackroad.sink.memory.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the sink.
 *
 * @param kafka the brokers
 * @param name name of this process; the sinks of a cluster have different ones
 * @param group consumer group that the sinks of a cluster share
 * @param ttl how long after an agent's newest fact its state is remembered
 * @param batch most facts that are read at once
 */
public record MemorySinkConfig(KafkaSettings kafka, String name, String group, Duration ttl, int batch) {

    /** As long as a lost agent is remembered by the agent stage. */
    public static final Duration TTL = Duration.ofDays(1);

    private static final int BATCH = 5_000;

    /** @throws IllegalArgumentException if settings are wrong; names all of them */
    public MemorySinkConfig {
        List<String> wrong = new ArrayList<>();
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            wrong.add("the name must be 1 to 100 letters, digits, dots, dashes and underscores, not '" + name + "'");
        }
        if (!group.matches("[A-Za-z0-9._-]{1,100}")) {
            wrong.add("the group must be 1 to 100 letters, digits, dots, dashes and underscores, not '" + group + "'");
        }
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            wrong.add("the time to live must be at least 1 s, not " + ttl);
        }
        if (batch < 1) {
            wrong.add("a batch has at least 1 fact, not " + batch);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /** The usual settings. */
    public static MemorySinkConfig of(KafkaSettings kafka, String name) {
        return new MemorySinkConfig(kafka, name, "memory-sink", TTL, BATCH);
    }

    public MemorySinkConfig withGroup(String other) {
        return new MemorySinkConfig(kafka, name, other, ttl, batch);
    }

    public MemorySinkConfig withTtl(Duration other) {
        return new MemorySinkConfig(kafka, name, group, other, batch);
    }
}
