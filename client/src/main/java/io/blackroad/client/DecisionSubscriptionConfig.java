package io.blackroad.client;

import io.blackroad.schema.SchemaRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where decisions are taken from, and from when on.
 *
 * @param bootstrapServers brokers as host:port, separated by commas
 * @param registry knows how they were written
 * @param group its members share the targets among them, and go on where they stopped; empty for one reader of all
 * @param from where a reader without a group begins, and a group that is new; null for what is decided from now on
 * @param kafka further settings of the consumer, by Kafka's names: security and the like
 */
public record DecisionSubscriptionConfig(
        String bootstrapServers, SchemaRegistry registry, String group, Instant from, Map<String, String> kafka) {

    public DecisionSubscriptionConfig {
        kafka = Map.copyOf(kafka);
    }

    /** One reader of all that is decided from now on. */
    public static DecisionSubscriptionConfig of(String bootstrapServers, SchemaRegistry registry) {
        return new DecisionSubscriptionConfig(bootstrapServers, registry, "", null, Map.of());
    }

    /** The same from a time on; {@link Instant#EPOCH} for everything that the topic holds. */
    public DecisionSubscriptionConfig from(Instant time) {
        return new DecisionSubscriptionConfig(bootstrapServers, registry, group, time, kafka);
    }

    /** The same as a member of a group. */
    public DecisionSubscriptionConfig inGroup(String name) {
        return new DecisionSubscriptionConfig(bootstrapServers, registry, name, from, kafka);
    }

    /** The same with further settings. */
    public DecisionSubscriptionConfig withKafka(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(kafka);
        all.putAll(more);
        return new DecisionSubscriptionConfig(bootstrapServers, registry, group, from, all);
    }

    /** Settings may hold secrets. */
    @Override
    public String toString() {
        return "DecisionSubscriptionConfig[" + bootstrapServers + ", " + group + "]";
    }
}
