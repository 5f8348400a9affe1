package io.blackroad.producer.gateway;

import io.blackroad.access.AccessSettings;
import io.blackroad.producer.sdk.InvalidSettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a gateway is started with. A value that exists is valid.
 *
 * @param bootstrapServers brokers to start from, {@code host:port[,host:port]}
 * @param access who may write as which agents, where a gateway has a server of its own
 * @param limits how much is taken
 * @param kafka further settings of Kafka's clients, such as security
 */
public record GatewayConfig(
        String bootstrapServers, AccessSettings access, GatewayLimits limits, Map<String, String> kafka) {
    private static final String CLIENT_ID = "blackroad-gateway";
    private static final int BATCH_BYTES = 64 << 10;
    private static final int LINGER_MILLIS = 0;
    private static final int METADATA_IDLE_MILLIS = Integer.MAX_VALUE;
    private static final int FOLLOW_BYTES = 64 << 10;
    private static final int FOLLOW_MAX_BYTES = 4 << 20;

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public GatewayConfig {
        kafka = Map.copyOf(kafka);
        List<String> errors = new ArrayList<>();
        if (!bootstrapServers.matches("[^\\s,]+:\\d{1,5}(,[^\\s,]+:\\d{1,5})*")) {
            errors.add("bootstrapServers is " + bootstrapServers + ", expected host:port[,host:port]");
        }
        InvalidSettingsException.throwIfAny("gateway", errors);
    }

    /** Acknowledged by all replicas in sync, idempotent, never blocking. */
    Map<String, Object> producer() {
        int deliveryMillis = (int) limits.deliveryTimeout().toMillis();
        Map<String, Object> settings = common("producer");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // As the SDK: brokers before 4.4 let a first batch starve behind a second one, KAFKA-15591. While one request
        // is
        // out the next batch fills, so nothing has to linger.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, limits.bufferBytes());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMillis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
        // A topic that nobody writes for a while must not be looked up anew, for that would block.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE_MILLIS);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** Reads from the time that it is told, in few and large pieces. */
    Map<String, Object> follower() {
        Map<String, Object> settings = common("follower");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FOLLOW_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FOLLOW_MAX_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID + "-" + role);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        return settings;
    }

    /** Without the values of {@link #kafka()}, which may be secret. */
    @Override
    public String toString() {
        return "GatewayConfig[" + bootstrapServers + ", access=" + access + ", " + limits + "]";
    }
}
