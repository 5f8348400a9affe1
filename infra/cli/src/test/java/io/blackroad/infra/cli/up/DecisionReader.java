package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A read-committed reader of the decisions who remembers the order in which it saw them. */
final class DecisionReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final FactReader<ScaleDecided> reader;
    private final Map<String, List<Long>> sequences = new TreeMap<>();
    private long seen;

    DecisionReader(String bootstrapServers, String registryUrl) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader = new FactReader<>(RegistryClient.of(URI.create(registryUrl)), ScaleDecided.class);
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCALE_DECIDED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on; the number of decisions seen so far. */
    long poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
            ScaleDecided decision = reader.read(record.value(), null);
            sequences
                    .computeIfAbsent(decision.getRegion() + "/" + decision.getService(), any -> new ArrayList<>())
                    .add(decision.getSequence());
            seen++;
        });
        return seen;
    }

    /** Each target's decisions are 1, 2, 3 and so on, in this order. */
    void assertWithoutGapOrRepeat() {
        assertThat(sequences).isNotEmpty();
        assertThat(sequences)
                .allSatisfy((target, seenOfTarget) -> assertThat(seenOfTarget)
                        .as(target)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, seenOfTarget.size())
                                .boxed()
                                .toList()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
