package io.blackroad.streams.load;

import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.StoredLoad;
import io.blackroad.streams.stored.StoredPartial;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The load stage.
 *
 * <pre>
 * partials, keyed by target ──(repartition: partitions × targets records a tick)──► load-processor
 *                                  load-store: open ticks of each target             │
 *                                  sample-store: newest sample, for queries          ▼
 *                                                                   fleet.service.load-sampled
 * </pre>
 */
public final class LoadTopology {
    public static final String LOAD_STORE = "load-store";
    public static final String SAMPLE_STORE = "sample-store";

    private static final String PARTIALS = "load-partials";

    private LoadTopology() {}

    /** Name of the topic between the agent stage and this one. */
    public static String partialsTopic(String applicationId) {
        return applicationId + "-" + PARTIALS + "-repartition";
    }

    /** Adds the stage and gives its samples, which it also publishes. */
    public static KStream<String, LoadSampled> build(
            StreamsBuilder builder,
            SchemaRegistry registry,
            KStream<String, StoredPartial> partials,
            LoadSettings settings,
            int targetPartitions) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(LOAD_STORE), Serdes.String(), new StoredSerde<>(StoredLoad.class))
                .withCachingEnabled());
        // Not logged: the next tick brings it back.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(SAMPLE_STORE),
                        Serdes.String(),
                        new StoredSerde<>(LoadSampled.class))
                .withLoggingDisabled());
        KStream<String, LoadSampled> samples = partials.mapValues(PartialParcel::of, Named.as("load-parcels"))
                .repartition(Repartitioned.with(Serdes.String(), PartialParcel.serde())
                        .withName(PARTIALS)
                        .withNumberOfPartitions(targetPartitions))
                .process(() -> new LoadProcessor(settings), Named.as("load-processor"), LOAD_STORE, SAMPLE_STORE);
        samples.to(
                Topics.LOAD_SAMPLED.name(),
                Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.LOAD_SAMPLED))
                        .withName("load-sampled"));
        return samples;
    }
}
