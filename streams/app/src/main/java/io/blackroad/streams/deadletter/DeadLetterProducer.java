package io.blackroad.streams.deadletter;

import io.blackroad.streams.deadletter.UnusableFactsException.Refusal;
import io.blackroad.topic.DeadLetters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters outside of any transaction. A refused control row that stays in its topic is told again by each
 * start of each instance; origin and offset in the headers say that it is the same.
 */
public final class DeadLetterProducer implements DeadLetterSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    /** @param client settings of Kafka clients, brokers included */
    public DeadLetterProducer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "dead-letters");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void keep(Refusal refusal) {
        producer.send(DeadLetters.of(refusal.fact(), refusal.reason()), (written, failure) -> {
            if (failure != null) {
                LOG.error("a dead letter of {} is not written", refusal.fact().topic(), failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
