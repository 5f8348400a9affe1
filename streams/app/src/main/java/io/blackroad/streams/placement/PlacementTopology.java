package io.blackroad.streams.placement;

import io.blackroad.schema.Direction;
import io.blackroad.schema.FactSerde;
import io.blackroad.schema.Micros;
import io.blackroad.schema.Placed;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredPlacementNews;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredTenant;
import io.blackroad.topic.Topics;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The placement stage.
 *
 * <pre>
 * where agents are, keyed by region ─┐
 *                                    ├─(repartition)──► placement-processor ──► fleet.agent.placed
 * decisions to run fewer replicas  ──┘    placement-store: workers, the open plan  └──► fleet.region.rebalance-planned
 *                                         tenant-store: agents, RocksDB
 * control.public.workers ──► global store placement-open-store: ticks that are not complete
 * </pre>
 *
 * All of a region is decided by one task, and only when every source partition that speaks has ended the tick.
 */
public final class PlacementTopology {
    public static final String PLACEMENT_STORE = "placement-store";
    public static final String TENANT_STORE = "tenant-store";

    static final String OPEN_STORE = "placement-open-store";
    static final String PLACED = "placement-placed";
    static final String PLANNED = "placement-planned";

    private static final String NEWS = "placement-news";

    private PlacementTopology() {}

    /** Name of the topic between the other stages and this one. */
    public static String newsTopic(String applicationId) {
        return applicationId + "-" + NEWS + "-repartition";
    }

    /** Adds the stage. */
    public static void build(
            StreamsBuilder builder,
            SchemaRegistry registry,
            KStream<String, StoredPlacementNews> residences,
            KStream<String, ScaleDecided> decisions,
            PlacementSettings settings,
            int partitions) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(PLACEMENT_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredPlacement.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(TENANT_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredTenant.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(OPEN_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredPlacementNews.class))
                .withCachingEnabled());
        KStream<String, SpecificRecord> said = residences
                .merge(scaleIns(decisions, settings.tick()), Named.as("placement-heard"))
                .repartition(Repartitioned.with(Serdes.String(), new StoredSerde<>(registry, StoredPlacementNews.class))
                        .withName(NEWS)
                        .withNumberOfPartitions(partitions))
                .process(
                        () -> new PlacementProcessor(settings),
                        Named.as("placement-processor"),
                        PLACEMENT_STORE,
                        TENANT_STORE,
                        OPEN_STORE);
        said.mapValues(Placed.class::cast, Named.as(PLACED))
                .to(
                        Topics.PLACED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.PLACED))
                                .withName("placed"));
        said.mapValues(RebalancePlanned.class::cast, Named.as(PLANNED))
                .to(
                        Topics.REBALANCE_PLANNED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.REBALANCE_PLANNED))
                                .withName("rebalance-planned"));
    }

    private static KStream<String, StoredPlacementNews> scaleIns(
            KStream<String, ScaleDecided> decisions, Duration tick) {
        long tickMicros = tick.toNanos() / 1_000;
        return decisions
                .filter((target, decision) -> decision.getDirection() == Direction.DOWN, Named.as("scale-ins"))
                .map(
                        (target, decision) -> KeyValue.pair(
                                decision.getRegion(),
                                PlacementNews.scaleIn(
                                        Micros.of(decision.getDecidedAt()) / tickMicros,
                                        PlacementWire.scaleIn(decision))),
                        Named.as("scale-ins-by-region"));
    }
}
