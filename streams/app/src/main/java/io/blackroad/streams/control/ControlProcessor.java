package io.blackroad.streams.control;

import io.blackroad.schema.control.Rule;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the rows of one control table in. A rule that makes no sense is refused, and the one before stays. */
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
        if (row.value() instanceof Rule rule) {
            try {
                RuleWire.rule(rule);
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "rule {} version {} is refused, the one before stays: {}",
                        rule.getId(),
                        rule.getVersion(),
                        e.getMessage());
                return;
            }
        }
        store.put(row.key(), row.value());
    }
}
