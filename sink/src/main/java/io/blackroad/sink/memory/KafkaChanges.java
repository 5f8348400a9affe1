package io.blackroad.sink.memory;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.MemoryChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends word on the topic of memory changes, some hundred keys a record. */
public final class KafkaChanges implements MemoryChanges {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaChanges.class);
    private static final int KEYS_A_RECORD = 500;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String writer;
    private final Clock clock;
    private final FactWriter<MemoryChanged> facts;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param writer name of this process; no other has it */
    public KafkaChanges(KafkaSettings kafka, SchemaRegistry registry, String writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.facts = new FactWriter<>(registry, Topics.MEMORY_CHANGED.subject(), MemoryChanged.class);
        this.producer = new KafkaProducer<>(
                kafka.producer(writer + "-changes"), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void tell(Collection<String> keys) {
        List<String> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += KEYS_A_RECORD) {
            send(all.subList(from, Math.min(all.size(), from + KEYS_A_RECORD)));
        }
    }

    private void send(List<String> keys) {
        MemoryChanged changed = MemoryChanged.newBuilder()
                .setWriter(writer)
                .setKeys(keys)
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        producer.send(
                new ProducerRecord<>(
                        Topics.MEMORY_CHANGED.name(), writer.getBytes(StandardCharsets.UTF_8), facts.write(changed)),
                (appended, failed) -> {
                    if (failed != null) {
                        failure.set(failed);
                        LOG.warn(
                                "{} keys changed, and nobody could be told: copies of them live on until they are too old: {}",
                                keys.size(),
                                failed.toString());
                    }
                });
    }

    @Override
    public void flush() {
        producer.flush();
        Exception failed = failure.getAndSet(null);
        if (failed != null) {
            throw new KafkaException("changes of the memory could not be told: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
