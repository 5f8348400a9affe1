package io.blackroad.streams.control;

import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the rows of one control table in. A row that no stage can work with is refused, and the one before stays. */
final class ControlProcessor<V extends SpecificRecord> implements Processor<String, V, Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ControlProcessor.class);

    private final String storeName;
    private KeyValueStore<String, V> store;

    ControlProcessor(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, V> row) {
        if (row.key() == null) {
            LOG.warn("a row of {} without a key is left out; control rows are keyed by their primary key", storeName);
            return;
        }
        try {
            check(row.key(), row.value());
        } catch (IllegalArgumentException e) {
            LOG.warn("row {} of {} is refused, the one before stays: {}", row.key(), storeName, e.getMessage());
            return;
        }
        store.put(row.key(), row.value());
    }

    private static void check(String key, SpecificRecord row) {
        if (row instanceof Rule rule) {
            RuleWire.rule(rule);
        } else if (row instanceof Target target) {
            TargetRows.check(key, target);
        }
    }
}
