package io.blackroad.streams.bundle;

import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.deadletter.UnusableFactsException;
import io.blackroad.streams.deadletter.UnusableFactsException.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Consecutive records of one partition that pass through Kafka Streams as one. What Kafka Streams does around each record
 * (queues, clocks, metrics, idling) costs several times what a fact itself costs, so it is paid a bundle. A bundle is
 * processed whole or not at all, as a single record is.
 */
public final class RecordBundle {

    /** Records travel in the headers, which reach the deserializer as they are; nothing is copied. */
    private static final class Headers extends RecordHeaders {
        private final RecordBundle bundle;

        private Headers(RecordBundle bundle) {
            this.bundle = bundle;
        }
    }

    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final byte[] loneValue;

    private RecordBundle(List<ConsumerRecord<byte[], byte[]>> records, byte[] loneValue) {
        this.records = records;
        this.loneValue = loneValue;
    }

    /**
     * The records as one. It has the place and time of the first: a commit names the first record that waits, and whatever
     * follows it is read again.
     *
     * @param records one or more, of one partition, without a gap in what was read
     */
    static ConsumerRecord<byte[], byte[]> pack(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        int bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            bytes += records.get(i).serializedKeySize() + records.get(i).serializedValueSize();
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
                new Headers(new RecordBundle(records, null)),
                first.leaderEpoch());
    }

    /** Makes a bundle of what comes: also of a record that nobody has packed. */
    public static Deserializer<RecordBundle> deserializer() {
        return new Deserializer<>() {
            @Override
            public RecordBundle deserialize(String topic, byte[] value) {
                return new RecordBundle(List.of(), value);
            }

            @Override
            public RecordBundle deserialize(
                    String topic, org.apache.kafka.common.header.Headers headers, byte[] value) {
                return headers instanceof Headers packed ? packed.bundle : deserialize(topic, value);
            }
        };
    }

    /**
     * Gives each record with its place in the list to {@code action}, in their order, also after one that was refused.
     *
     * @throws UnusableFactsException at the end, with the records for which {@code action} threw an error of the data
     */
    public static void each(
            List<ConsumerRecord<byte[], byte[]>> records, ObjIntConsumer<ConsumerRecord<byte[], byte[]>> action) {
        List<Refusal> refusals = null;
        for (int place = 0; place < records.size(); place++) {
            ConsumerRecord<byte[], byte[]> record = records.get(place);
            try {
                action.accept(record, place);
            } catch (SerializationException | UnusableFactException e) {
                refusals = refusals == null ? new ArrayList<>() : refusals;
                refusals.add(new Refusal(record, e));
            }
        }
        if (refusals != null) {
            throw new UnusableFactsException(refusals);
        }
    }

    /**
     * The records in their order.
     *
     * @param key key of the record that carried the bundle, as bytes
     * @param carrier that record
     * @param origin where it came from
     */
    public List<ConsumerRecord<byte[], byte[]>> records(byte[] key, Record<?, ?> carrier, RecordMetadata origin) {
        if (!records.isEmpty()) {
            return records;
        }
        return List.of(new ConsumerRecord<>(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                carrier.timestamp(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                loneValue,
                carrier.headers(),
                Optional.empty()));
    }
}
