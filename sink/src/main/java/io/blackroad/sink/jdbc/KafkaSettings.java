package io.blackroad.sink.jdbc;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** Settings of the sink's Kafka clients. */
final class KafkaSettings {
    private static final int CALL_MILLISECONDS = 10_000;

    /** Dead letters are waited for inside a transaction, which the database ends when it idles for long. */
    private static final int DELIVERY_MILLISECONDS = 10_000;

    private static final int DELIVERY_TRY_MILLISECONDS = 5_000;

    /** How long a killed process is missed before another one takes over. */
    private static final int SESSION_MILLISECONDS = 10_000;

    private static final int FETCH_BYTES = 8 << 20;
    private static final int PARTITION_FETCH_BYTES = 1 << 20;
    private static final int MIN_FETCH_BYTES = 16 << 10;
    private static final int FETCH_WAIT_MILLISECONDS = 100;

    private KafkaSettings() {}

    /** Committed facts only. Offsets are the database's; the group is there to share the partitions. */
    static Map<String, Object> consumer(JdbcSinkConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("session.timeout.ms", SESSION_MILLISECONDS);
        settings.put("heartbeat.interval.ms", SESSION_MILLISECONDS / 4);
        settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        settings.put("fetch.max.bytes", FETCH_BYTES);
        settings.put("max.partition.fetch.bytes", PARTITION_FETCH_BYTES);
        settings.put("fetch.min.bytes", MIN_FETCH_BYTES);
        settings.put("fetch.max.wait.ms", FETCH_WAIT_MILLISECONDS);
        settings.putAll(config.client());
        shared(settings, config);
        settings.put("max.poll.records", config.batch().facts());
        settings.put("isolation.level", "read_committed");
        settings.put("group.id", config.group());
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("default.api.timeout.ms", CALL_MILLISECONDS);
        return settings;
    }

    /** Of dead letters. */
    static Map<String, Object> producer(JdbcSinkConfig config) {
        Map<String, Object> settings = new HashMap<>(config.client());
        shared(settings, config);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        // More in flight can stall on a new topic for ever: https://issues.apache.org/jira/browse/KAFKA-15591
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.put("max.block.ms", DELIVERY_TRY_MILLISECONDS);
        settings.put("request.timeout.ms", DELIVERY_TRY_MILLISECONDS);
        settings.put("delivery.timeout.ms", DELIVERY_MILLISECONDS);
        return settings;
    }

    private static void shared(Map<String, Object> settings, JdbcSinkConfig config) {
        settings.put("bootstrap.servers", config.bootstrapServers());
        settings.put("request.timeout.ms", CALL_MILLISECONDS);
        settings.put("client.id", config.group());
    }
}
