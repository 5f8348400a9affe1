package io.blackroad.streams.control;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.deadletter.DeadLetterSink;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.deadletter.UnusableFactsException.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the rows of one control table in. A row that cannot be read, or that no stage can work with, becomes a dead
 * letter, and the one before stays. Rows come as bytes: a deserializer that fails would end the thread of all tables.
 */
final class ControlProcessor<V extends SpecificRecord> implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ControlProcessor.class);

    private final String storeName;
    private final FactReader<V> reader;
    private final DeadLetterSink deadLetters;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, V> store;

    ControlProcessor(String storeName, FactReader<V> reader, DeadLetterSink deadLetters) {
        this.storeName = storeName;
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<Void, Void> newContext) {
        context = newContext;
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<byte[], byte[]> row) {
        try {
            if (row.key() == null) {
                throw new UnusableFactException("the row has no key; control rows are keyed by their primary key");
            }
            String key = new String(row.key(), StandardCharsets.UTF_8);
            V value = row.value() == null ? null : reader.read(row.value(), null);
            check(key, value);
            store.put(key, value);
        } catch (SerializationException | UnusableFactException | IllegalArgumentException e) {
            refuse(row, e);
        }
    }

    private void refuse(Record<byte[], byte[]> row, RuntimeException reason) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        LOG.warn(
                "row {} of {} is refused, the one before stays: {}",
                origin.offset(),
                origin.topic(),
                reason.getMessage());
        ConsumerRecord<byte[], byte[]> raw = new ConsumerRecord<>(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                row.timestamp(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                row.key(),
                row.value(),
                row.headers(),
                Optional.empty());
        deadLetters.keep(new Refusal(raw, reason));
    }

    private static void check(String key, SpecificRecord row) {
        if (row instanceof Rule rule) {
            RuleWire.rule(rule);
        } else if (row instanceof Target target) {
            TargetRows.check(key, target);
        } else if (row instanceof Alert alert) {
            AlertRuleWire.rule(alert);
        } else if (row instanceof GpuNode node) {
            GpuNodeWire.check(key, node);
        } else if (row instanceof Worker worker) {
            WorkerRows.check(key, worker);
        } else if (row instanceof Price price) {
            PriceWire.check(price);
        }
    }
}
