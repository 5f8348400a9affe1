package io.blackroad.producer.sdk;

import io.blackroad.schema.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an {@link AgentClient} has to know. A value that exists is valid.
 *
 * @param bootstrapServers brokers to start from, {@code host:port[,host:port]}
 * @param registry where the schemas have their ids
 * @param clientId name of this program in the broker's logs and metrics
 * @param heartbeatInterval time between two automatic metric samples of an agent, 100 ms to 10 minutes
 * @param limits memory and times
 * @param kafka further settings of Kafka's clients, such as security; those that the guarantees rest on are refused
 */
public record AgentClientConfig(
        String bootstrapServers,
        SchemaRegistry registry,
        String clientId,
        Duration heartbeatInterval,
        SendLimits limits,
        Map<String, String> kafka) {

    /** Changing one of these would break order, durability or the wire format. */
    private static final List<String> FIXED = List.of(
            "acks",
            "enable.idempotence",
            "max.in.flight.requests.per.connection",
            "key.serializer",
            "value.serializer",
            "transactional.id",
            "retries",
            "partitioner.class");

    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(10);

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public AgentClientConfig {
        kafka = kafka == null ? Map.of() : Map.copyOf(kafka);
        List<String> errors = new ArrayList<>();
        if (bootstrapServers == null || !bootstrapServers.matches("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*")) {
            errors.add("bootstrapServers is " + bootstrapServers + ", expected host:port[,host:port]");
        }
        if (registry == null) {
            errors.add("registry is missing");
        }
        if (clientId == null || clientId.isBlank()) {
            errors.add("clientId is empty");
        }
        if (heartbeatInterval == null
                || heartbeatInterval.compareTo(SHORTEST_HEARTBEAT) < 0
                || heartbeatInterval.compareTo(LONGEST_HEARTBEAT) > 0) {
            errors.add("heartbeatInterval is " + heartbeatInterval + ", must be 100 ms to 10 minutes");
        }
        if (limits == null) {
            errors.add("limits are missing, use SendLimits.defaults()");
        } else {
            errors.addAll(limits.errors());
        }
        for (String name : new TreeSet<>(kafka.keySet())) {
            if (FIXED.contains(name)) {
                errors.add("kafka setting " + name + " cannot be changed, leave it out");
            }
        }
        InvalidSettingsException.throwIfAny("agent client", errors);
    }

    /** The usual settings: a heartbeat each second and {@link SendLimits#defaults()}. */
    public static AgentClientConfig of(String bootstrapServers, SchemaRegistry registry) {
        return new AgentClientConfig(
                bootstrapServers, registry, "blackroad-agents", Duration.ofSeconds(1), SendLimits.defaults(), Map.of());
    }

    /** The same under another name. */
    public AgentClientConfig withClientId(String name) {
        return new AgentClientConfig(bootstrapServers, registry, name, heartbeatInterval, limits, kafka);
    }

    /** The same with another heartbeat. */
    public AgentClientConfig withHeartbeatInterval(Duration interval) {
        return new AgentClientConfig(bootstrapServers, registry, clientId, interval, limits, kafka);
    }

    /** The same with other limits. */
    public AgentClientConfig withLimits(SendLimits other) {
        return new AgentClientConfig(bootstrapServers, registry, clientId, heartbeatInterval, other, kafka);
    }

    /** The same with these further settings of Kafka's clients. */
    public AgentClientConfig withKafka(Map<String, String> settings) {
        return new AgentClientConfig(bootstrapServers, registry, clientId, heartbeatInterval, limits, settings);
    }

    /** Without the values of {@link #kafka()}, which may be secret. */
    @Override
    public String toString() {
        return "AgentClientConfig[bootstrapServers=" + bootstrapServers + ", clientId=" + clientId
                + ", heartbeatInterval=" + heartbeatInterval + ", limits=" + limits + ", kafka="
                + new TreeSet<>(kafka.keySet()) + "]";
    }
}
