package io.blackroad.producer.sdk;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings of Kafka's clients that follow from an {@link AgentClientConfig}. */
final class ProducerSettings {
    /** Four topics of a few partitions each: large enough to batch the samples of a big fleet. */
    private static final int BATCH_BYTES = 64 << 10;

    /** A topic that is written once a week must not be looked up anew, which would block while brokers are down. */
    private static final Duration METADATA_IDLE = Duration.ofDays(20);

    private ProducerSettings() {}

    static Map<String, Object> of(AgentClientConfig config) {
        SendLimits limits = config.limits();
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) SendLimits.REQUEST_TIMEOUT.toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.putAll(common(config));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With more, a first batch that a new partition refuses is retried for ever behind a second one that it took:
        // https://issues.apache.org/jira/browse/KAFKA-15591, in brokers before 4.4. Batches of all partitions share it.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, limits.bufferBytes());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, limits.linger().toMillis());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, limits.compression());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                limits.deliveryTimeout().toMillis());
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, limits.deliveryTimeout().toMillis());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** What every client of Kafka needs to reach it: the further settings, the address, the name. */
    static Map<String, Object> common(AgentClientConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, config.clientId());
        return settings;
    }
}
