package io.blackroad.streams.advice;

import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.StoredAdvice;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The advice stage, in the task of the load stage.
 *
 * <pre>
 * load samples ──► advice-processor ──► fleet.alert.changed, severity advice
 *                    advice-store: a day of uses of each size, and what was advised last
 * </pre>
 */
public final class AdviceTopology {
    public static final String ADVICE_STORE = "advice-store";

    private AdviceTopology() {}

    /** Adds the stage. */
    public static void build(StreamsBuilder builder, SchemaRegistry registry, KStream<String, LoadSampled> samples) {
        builder.addStateStore(store(registry, ADVICE_STORE));
        samples.process(AdviceProcessor::new, Named.as("advice-processor"), ADVICE_STORE)
                .to(
                        Topics.ALERT_CHANGED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.ALERT_CHANGED))
                                .withName("advice-changed"));
    }

    /** A store of advice. */
    public static StoreBuilder<KeyValueStore<String, StoredAdvice>> store(SchemaRegistry registry, String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredAdvice.class))
                .withCachingEnabled();
    }
}
