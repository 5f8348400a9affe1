package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class FactBundlerTest {
    private static final TopicPartition METRICS = new TopicPartition(Topics.METRIC_SAMPLED.name(), 3);

    @Test
    void factsOfOneTickBecomeOneRecordAtThePlaceOfTheFirst() {
        List<ConsumerRecord<byte[], byte[]>> facts = facts(METRICS, 40, 1_000, 1_001, 1_999);

        List<ConsumerRecord<byte[], byte[]>> packed = pack(METRICS, facts);

        assertThat(packed).hasSize(1);
        assertThat(packed.get(0).offset()).isEqualTo(40);
        assertThat(packed.get(0).timestamp()).isEqualTo(1_000);
        assertThat(unpack(packed.get(0))).isEqualTo(facts);
    }

    @Test
    void aBundleEndsWhereATickEnds() {
        List<ConsumerRecord<byte[], byte[]>> facts = facts(METRICS, 0, 998, 999, 1_000, 1_001, 3_500);

        List<ConsumerRecord<byte[], byte[]>> packed = pack(METRICS, facts);

        assertThat(packed).extracting(ConsumerRecord::offset).containsExactly(0L, 2L, 4L);
        assertThat(packed).extracting(ConsumerRecord::timestamp).containsExactly(998L, 1_000L, 3_500L);
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        packed.forEach(bundle -> all.addAll(unpack(bundle)));
        assertThat(all).isEqualTo(facts);
    }

    @Test
    void recordsOfOtherTopicsAndThePositionsToReadOnFromStayAsTheyAre() {
        TopicPartition answers = new TopicPartition(Topics.SCALE_APPLIED.name(), 0);
        List<ConsumerRecord<byte[], byte[]>> records = facts(answers, 7, 1_000, 1_001);
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(answers, new OffsetAndMetadata(9));

        ConsumerRecords<byte[], byte[]> given =
                bundler().onConsume(new ConsumerRecords<>(Map.of(answers, records), next));

        assertThat(given.records(answers)).isEqualTo(records);
        assertThat(given.nextOffsets()).isEqualTo(next);
    }

    @Test
    void aFactThatNobodyPackedIsABundleOfItself() {
        byte[] value = {1, 2, 3};
        FactBundle bundle = FactBundle.deserializer().deserialize(METRICS.topic(), new RecordHeaders(), value);

        List<ConsumerRecord<byte[], byte[]>> facts =
                bundle.facts(new Record<>(new byte[] {9}, bundle, 1_234), origin(METRICS, 5));

        assertThat(facts).hasSize(1);
        assertThat(facts.get(0).offset()).isEqualTo(5);
        assertThat(facts.get(0).timestamp()).isEqualTo(1_234);
        assertThat(facts.get(0).key()).containsExactly(9);
        assertThat(facts.get(0).value()).isSameAs(value);
    }

    private static List<ConsumerRecord<byte[], byte[]>> pack(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> facts) {
        return bundler()
                .onConsume(new ConsumerRecords<>(Map.of(partition, facts), Map.of()))
                .records(partition);
    }

    private static FactBundler bundler() {
        FactBundler bundler = new FactBundler();
        bundler.configure(Map.of(FactBundler.TICK_MILLIS, "1000"));
        return bundler;
    }

    /** As Kafka Streams does it: the deserializer gets the headers, the processor the place of the record. */
    private static List<ConsumerRecord<byte[], byte[]>> unpack(ConsumerRecord<byte[], byte[]> packed) {
        FactBundle bundle = FactBundle.deserializer().deserialize(packed.topic(), packed.headers(), packed.value());
        Record<byte[], FactBundle> carrier = new Record<>(packed.key(), bundle, packed.timestamp());
        return bundle.facts(carrier, origin(METRICS, packed.offset()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> facts(
            TopicPartition partition, long firstOffset, long... timestamps) {
        List<ConsumerRecord<byte[], byte[]>> facts = new ArrayList<>();
        for (int i = 0; i < timestamps.length; i++) {
            byte[] bytes = ("fact-" + i).getBytes(StandardCharsets.UTF_8);
            facts.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    firstOffset + i,
                    timestamps[i],
                    TimestampType.LOG_APPEND_TIME,
                    bytes.length,
                    bytes.length,
                    bytes,
                    bytes,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return facts;
    }

    private static RecordMetadata origin(TopicPartition partition, long offset) {
        return new RecordMetadata() {
            @Override
            public String topic() {
                return partition.topic();
            }

            @Override
            public int partition() {
                return partition.partition();
            }

            @Override
            public long offset() {
                return offset;
            }
        };
    }
}
