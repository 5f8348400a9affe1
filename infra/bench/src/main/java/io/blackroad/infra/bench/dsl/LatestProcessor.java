package io.blackroad.infra.bench.dsl;

import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChanged;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the newest fact of each agent and passes on what is newer than it. */
final class LatestProcessor<V extends SpecificRecord> implements FixedKeyProcessor<String, V, V> {
    private final String storeName;
    private FixedKeyProcessorContext<String, V> context;
    private KeyValueStore<String, V> store;

    LatestProcessor(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, V> newContext) {
        context = newContext;
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(FixedKeyRecord<String, V> fact) {
        V known = store.get(fact.key());
        if (known != null && !newer(fact.value(), known)) {
            return;
        }
        store.put(fact.key(), fact.value());
        context.forward(fact);
    }

    private static boolean newer(SpecificRecord fact, SpecificRecord known) {
        if (fact instanceof MetricSampled metric && known instanceof MetricSampled before) {
            return newer(metric.getEpoch(), metric.getSequence(), before.getEpoch(), before.getSequence());
        }
        if (fact instanceof TaskChanged task && known instanceof TaskChanged before) {
            return newer(task.getEpoch(), task.getSequence(), before.getEpoch(), before.getSequence());
        }
        throw new IllegalArgumentException("no facts with a sequence: " + fact.getClass());
    }

    private static boolean newer(long epoch, long sequence, long knownEpoch, long knownSequence) {
        return epoch > knownEpoch || epoch == knownEpoch && sequence > knownSequence;
    }
}
