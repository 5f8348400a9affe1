package io.blackroad.streams.cost;

import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.FactSerde;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredPart;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The cost stage.
 *
 * <pre>
 * use, absolute by (partition, target, part of an hour) ──(repartition, one partition)──► cost-processor
 *                                  cost-use-store: the newest of each                     │
 *                                  cost-part-store: what was offered and charged          │
 *                                  cost-hour-store: the hours, for queries                ▼
 * control.public.prices, workers, gpu_nodes ──► global stores                     fleet.cost.accrued
 * </pre>
 *
 * One task reckons for the whole fleet: tiers and included units are the account's, not a region's. It gets a few records
 * a target and partition every other second, however many agents and facts there are.
 */
public final class CostTopology {
    public static final String USE_STORE = "cost-use-store";
    public static final String HOUR_STORE = "cost-hour-store";
    public static final String CLOCK_STORE = "cost-clock-store";
    static final String PART_STORE = "cost-part-store";

    private static final String USE = "cost-use";

    private CostTopology() {}

    /** Name of the topic between the agent stage and this one. */
    public static String useTopic(String applicationId) {
        return applicationId + "-" + USE + "-repartition";
    }

    /** Adds the stage. */
    public static void build(StreamsBuilder builder, SchemaRegistry registry, KStream<String, StoredUse> use) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(USE_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredUse.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PART_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredPart.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(HOUR_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, CostAccrued.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(CLOCK_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredCostClock.class)));
        use.repartition(Repartitioned.with(Serdes.String(), new StoredSerde<>(registry, StoredUse.class))
                        .withName(USE)
                        .withNumberOfPartitions(1))
                .process(CostProcessor::new, Named.as("cost-processor"), USE_STORE, PART_STORE, HOUR_STORE, CLOCK_STORE)
                .to(
                        Topics.COST_ACCRUED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.COST_ACCRUED))
                                .withName("cost-accrued"));
    }
}
