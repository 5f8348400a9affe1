package io.blackroad.sink.memory;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the Kafka clients of the memory. Whatever they wait for ends within half a minute.
 *
 * @param bootstrapServers the brokers, as host:port,...
 * @param client further settings, as security needs them
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> client) {
    private static final int CALL_MILLISECONDS = 10_000;
    private static final int DELIVERY_MILLISECONDS = 20_000;

    public KafkaSettings {
        client = Map.copyOf(client);
    }

    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
    }

    /** Of a consumer; offsets are committed by hand. */
    public Map<String, Object> consumer(String clientId) {
        Map<String, Object> settings = shared(clientId);
        settings.put("default.api.timeout.ms", CALL_MILLISECONDS);
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        return settings;
    }

    Map<String, Object> producer(String clientId) {
        Map<String, Object> settings = shared(clientId);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        // More in flight can stall on a new topic for ever: https://issues.apache.org/jira/browse/KAFKA-15591
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.put("max.block.ms", CALL_MILLISECONDS);
        settings.put("delivery.timeout.ms", DELIVERY_MILLISECONDS);
        return settings;
    }

    private Map<String, Object> shared(String clientId) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("request.timeout.ms", CALL_MILLISECONDS);
        settings.put("client.id", clientId);
        return settings;
    }
}
