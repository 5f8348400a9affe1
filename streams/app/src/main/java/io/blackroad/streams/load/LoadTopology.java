package io.blackroad.streams.load;

import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.PartialWire;
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
 * partials, keyed by target ──(repartition: partitions × targets records a tick)──► load-processor ──► samples of the fleet
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

    /**
     * What the stage gives.
     *
     * @param targets samples of the targets, which it also publishes
     * @param fleet samples of the whole fleet: sums without tasks and percentiles
     */
    public record LoadStreams(KStream<String, LoadSampled> targets, KStream<String, LoadSampled> fleet) {}

    /** Adds the stage. */
    public static LoadStreams build(
            StreamsBuilder builder,
            SchemaRegistry registry,
            KStream<String, StoredPartial> partials,
            LoadSettings settings,
            UnreadFacts unread,
            int targetPartitions) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(LOAD_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredLoad.class))
                .withCachingEnabled());
        // Logged, although the next tick brings it back: who asks after a start would be told of no sample till then.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(SAMPLE_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, LoadSampled.class))
                .withCachingEnabled());
        StoredSerde<StoredPartial> stored = new StoredSerde<>(registry, StoredPartial.class);
        KStream<String, LoadSampled> all = partials.mapValues(PartialParcel::of, Named.as("load-parcels"))
                .repartition(Repartitioned.with(Serdes.String(), PartialParcel.serde(stored))
                        .withName(PARTIALS)
                        .withNumberOfPartitions(targetPartitions))
                .process(
                        () -> new LoadProcessor(settings, unread, stored.deserializer()),
                        Named.as("load-processor"),
                        LOAD_STORE,
                        SAMPLE_STORE);
        KStream<String, LoadSampled> samples =
                all.filter((key, sample) -> !key.equals(PartialWire.FLEET), Named.as("target-samples"));
        samples.to(
                Topics.LOAD_SAMPLED.name(),
                Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.LOAD_SAMPLED))
                        .withName("load-sampled"));
        return new LoadStreams(
                samples, all.filter((key, sample) -> key.equals(PartialWire.FLEET), Named.as("fleet-samples")));
    }
}
