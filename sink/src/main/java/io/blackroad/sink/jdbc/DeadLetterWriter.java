package io.blackroad.sink.jdbc;

import io.blackroad.topic.DeadLetters;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes dead letters and waits until the broker has them. */
final class DeadLetterWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final Producer<byte[], byte[]> producer;

    DeadLetterWriter(JdbcSinkConfig config) {
        producer = new KafkaProducer<>(
                KafkaSettings.producer(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @throws KafkaException if one is not stored */
    void write(List<Letter> letters) {
        List<? extends Future<?>> sent = letters.stream().map(this::send).toList();
        sent.forEach(DeadLetterWriter::await);
    }

    private Future<?> send(Letter letter) {
        LOG.warn(
                "set aside: {}-{}@{}: {}",
                letter.found().topic(),
                letter.found().partition(),
                letter.found().offset(),
                letter.why().getMessage());
        return producer.send(DeadLetters.of(letter.found(), letter.why()));
    }

    @Override
    public void close() {
        producer.close();
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
