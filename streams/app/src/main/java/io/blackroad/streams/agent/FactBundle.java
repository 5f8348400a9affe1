package io.blackroad.streams.agent;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Consecutive facts of one source partition that pass through Kafka Streams as one record. What Kafka Streams does around
 * each record (queues, clocks, metrics, idling) costs several times what a fact itself costs, so it is paid a bundle.
 */
final class FactBundle {

    /** Facts travel in the headers, which reach the deserializer as they are; nothing is copied. */
    private static final class Headers extends RecordHeaders {
        private final FactBundle bundle;

        private Headers(FactBundle bundle) {
            this.bundle = bundle;
        }
    }

    private final List<ConsumerRecord<byte[], byte[]>> facts;
    private final byte[] loneValue;

    private FactBundle(List<ConsumerRecord<byte[], byte[]>> facts, byte[] loneValue) {
        this.facts = facts;
        this.loneValue = loneValue;
    }

    /**
     * The facts as one record. It has the place and time of the first fact: a commit names the first record that waits,
     * and whatever follows it is read again.
     *
     * @param facts one or more, of one partition, without a gap in what was read
     */
    static ConsumerRecord<byte[], byte[]> pack(List<ConsumerRecord<byte[], byte[]>> facts) {
        ConsumerRecord<byte[], byte[]> first = facts.get(0);
        int bytes = 0;
        for (ConsumerRecord<byte[], byte[]> fact : facts) {
            bytes += fact.serializedKeySize() + fact.serializedValueSize();
        }
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                0,
                bytes,
                first.key(),
                first.value(),
                new Headers(new FactBundle(facts, null)),
                first.leaderEpoch());
    }

    /** Makes a bundle of what comes: also of a fact that nobody has packed. */
    static Deserializer<FactBundle> deserializer() {
        return new Deserializer<>() {
            @Override
            public FactBundle deserialize(String topic, byte[] value) {
                return new FactBundle(List.of(), value);
            }

            @Override
            public FactBundle deserialize(String topic, org.apache.kafka.common.header.Headers headers, byte[] value) {
                return headers instanceof Headers packed ? packed.bundle : deserialize(topic, value);
            }
        };
    }

    /** The facts in their order, given the record that carried them. */
    List<ConsumerRecord<byte[], byte[]>> facts(Record<byte[], FactBundle> carrier, RecordMetadata origin) {
        if (!facts.isEmpty()) {
            return facts;
        }
        return List.of(new ConsumerRecord<>(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                carrier.timestamp(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                carrier.key(),
                loneValue,
                carrier.headers(),
                Optional.empty()));
    }
}
