package io.blackroad.sink.controller;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the controller's Kafka clients. Whatever they wait for ends within half a minute, so that a controller
 * whose brokers are gone can be stopped.
 */
final class ClientSettings {
    private static final int CALL_MILLISECONDS = 10_000;
    private static final int DELIVERY_MILLISECONDS = 20_000;

    private ClientSettings() {}

    /**
     * Of the consumer of decisions: committed records only, from the beginning when the group is new. The static
     * membership lets a restarted controller go on at once, where the group would wait for the dead one to time out, and
     * it shuts out an older process of the same name.
     */
    static Map<String, Object> decisions(ControllerConfig config) {
        Map<String, Object> settings = reading(config);
        settings.put("isolation.level", "read_committed");
        settings.put("group.id", config.group());
        settings.put("group.instance.id", config.group());
        return settings;
    }

    /** Of the consumer of answers, which belongs to no group. */
    static Map<String, Object> reading(ControllerConfig config) {
        Map<String, Object> settings = shared(config);
        settings.put("default.api.timeout.ms", CALL_MILLISECONDS);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        return settings;
    }

    /** Of the producer of answers. */
    static Map<String, Object> producer(ControllerConfig config) {
        Map<String, Object> settings = shared(config);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        // More in flight can stall on a new topic for ever: https://issues.apache.org/jira/browse/KAFKA-15591
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.put("max.block.ms", CALL_MILLISECONDS);
        settings.put("delivery.timeout.ms", DELIVERY_MILLISECONDS);
        return settings;
    }

    private static Map<String, Object> shared(ControllerConfig config) {
        Map<String, Object> settings = new HashMap<>(config.client());
        settings.put("bootstrap.servers", config.bootstrapServers());
        settings.put("request.timeout.ms", CALL_MILLISECONDS);
        settings.put("client.id", config.group());
        return settings;
    }
}
