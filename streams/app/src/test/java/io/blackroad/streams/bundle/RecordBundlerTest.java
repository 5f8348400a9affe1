package io.blackroad.streams.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.deadletter.UnusableFactsException;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class RecordBundlerTest {
    private static final TopicPartition PARTIALS = new TopicPartition("partials", 1);
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
    void whereTicksDoNotMatterOneBundleHoldsAll() {
        List<ConsumerRecord<byte[], byte[]>> records = facts(PARTIALS, 0, 1_000, 2_000, 1_000);

        List<ConsumerRecord<byte[], byte[]>> packed = pack(PARTIALS, records);

        assertThat(packed).hasSize(1);
        assertThat(unpack(packed.get(0))).isEqualTo(records);
    }

    @Test
    void aRefusedRecordDoesNotKeepTheOthersOut() {
        List<ConsumerRecord<byte[], byte[]>> facts = facts(METRICS, 0, 1_000, 1_001, 1_002);
        ConsumerRecord<byte[], byte[]> packed = pack(METRICS, facts).get(0);
        List<Long> taken = new ArrayList<>();

        assertThatThrownBy(() -> each(packed, fact -> {
                    if (fact.offset() == 1) {
                        throw new UnusableFactException("it makes no sense");
                    }
                    taken.add(fact.offset());
                }))
                .isInstanceOf(UnusableFactsException.class)
                .hasMessageContaining("1 facts")
                .hasMessageContaining("it makes no sense");
        assertThat(taken).containsExactly(0L, 2L);
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
        RecordBundle bundle = RecordBundle.deserializer().deserialize(METRICS.topic(), new RecordHeaders(), value);

        List<ConsumerRecord<byte[], byte[]>> facts = new ArrayList<>();
        facts.addAll(bundle.records(new byte[] {9}, new Record<>("9", bundle, 1_234), origin(METRICS, 5)));

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

    private static RecordBundler bundler() {
        RecordBundler bundler = new RecordBundler();
        bundler.configure(Map.of(
                RecordBundler.TICKED_TOPICS,
                METRICS.topic(),
                RecordBundler.WHOLE_TOPICS,
                PARTIALS.topic(),
                RecordBundler.TICK_MILLIS,
                "1000"));
        return bundler;
    }

    /** As Kafka Streams does it: the deserializer gets the headers, the processor the place of the record. */
    private static List<ConsumerRecord<byte[], byte[]>> unpack(ConsumerRecord<byte[], byte[]> packed) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        each(packed, records::add);
        return records;
    }

    private static void each(ConsumerRecord<byte[], byte[]> packed, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        RecordBundle bundle = RecordBundle.deserializer().deserialize(packed.topic(), packed.headers(), packed.value());
        Record<byte[], RecordBundle> carrier = new Record<>(packed.key(), bundle, packed.timestamp());
        RecordBundle.each(
                bundle.records(packed.key(), carrier, origin(METRICS, packed.offset())),
                (record, place) -> action.accept(record));
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
