package io.blackroad.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the catalogue: what it is called, what it carries and how the broker keeps it. Keys are plain UTF-8.
 *
 * @param name as in {@code fleet.agent.lifecycle-changed.v1}
 * @param type record class of the values; {@code null} when the bytes are kept as they came (dead letters)
 * @param key what the key is, for people
 * @param partitioning which partition count of a cluster it shares
 * @param retention how long a record stays; {@code null} when only compaction removes it
 * @param cleanup what the broker does with old records
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> type, String key, Partitioning partitioning, Duration retention, Cleanup cleanup) {

    /** Topics of one partitioning have the same partition count, so their keys meet in one task. */
    public enum Partitioning {
        /** Keyed by agent id. */
        AGENT,
        /** Keyed by target, pool or another small set. */
        TARGET,
        /** Few rows that every instance reads whole. */
        SINGLE
    }

    /** What the broker does with old records. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    /** Subject of the values in the schema registry (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    /** Settings of the topic, as the broker calls them. */
    public Map<String, String> config() {
        String milliseconds = retention == null ? "-1" : Long.toString(retention.toMillis());
        // Agents' clocks are not trusted: the broker's append time bounds what they claim.
        String clock = partitioning == Partitioning.AGENT ? "LogAppendTime" : "CreateTime";
        return Map.of("cleanup.policy", cleanup.policy, "retention.ms", milliseconds, "message.timestamp.type", clock);
    }
}
