package io.blackroad.infra.bench.workload;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that loses nothing unnoticed: the first failure shows at the next send or at the close. */
public final class FactProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private FactProducer(Map<String, Object> settings) {
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For writing as fast as it goes. */
    public static FactProducer fast(String bootstrapServers) {
        return new FactProducer(settings(bootstrapServers, 20, 256 << 10));
    }

    /** As the agents' SDK sends: batches of at most 64 KB, given 5 ms to fill. */
    public static FactProducer live(String bootstrapServers) {
        return new FactProducer(settings(bootstrapServers, 5, 64 << 10));
    }

    private static Map<String, Object> settings(String bootstrapServers, int lingerMillis, int batchBytes) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        // As agents and gateways send: with more, the first batches to a topic that was just made may wait for good.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return settings;
    }

    /** Sends, without a word when it succeeds. */
    public void send(ProducerRecord<byte[], byte[]> fact) {
        send(fact, (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Sends; {@code callback} hears of the end. */
    public void send(ProducerRecord<byte[], byte[]> fact, Callback callback) {
        check();
        producer.send(fact, callback);
    }

    /** Waits until all are written. */
    public void flush() {
        producer.flush();
        check();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("a fact could not be written: " + failure.get(), failure.get());
        }
    }
}
