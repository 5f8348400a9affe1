package io.blackroad.streams.gpu;

import io.blackroad.gpu.GpuPolicy;
import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LeaseChanged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.advice.AdviceTopology;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredPool;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.topic.Topics;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The GPU stage.
 *
 * <pre>
 * facts for the pools, keyed by region ──(repartition: GPU facts and ends of agents that asked)──► gpu-processor
 *                                             pool-store: nodes and counters of each region            │
 *                                             claim-store: who waits, who holds                        ▼
 * control.public.gpu_nodes ──► global store   use-store: what leases used         fleet.gpu.lease-changed
 *                                                      └──► use, for the cost stage
 * </pre>
 *
 * All of a region is decided by one task, so no two of them can grant the same card.
 */
public final class GpuTopology {
    public static final String POOL_STORE = "gpu-pool-store";
    public static final String CLAIM_STORE = "gpu-claim-store";

    public static final String USE_STORE = "gpu-use-store";
    public static final String ADVICE_STORE = "gpu-advice-store";

    private static final String FACTS = "gpu-facts";

    private GpuTopology() {}

    /** Name of the topic between the agent stage and this one. */
    public static String factsTopic(String applicationId) {
        return applicationId + "-" + FACTS + "-repartition";
    }

    /**
     * Adds the stage.
     *
     * @param lost who is not heard of for this long holds nothing any more
     * @return what leases used, all under one key
     */
    public static KStream<String, StoredUse> build(
            StreamsBuilder builder,
            SchemaRegistry registry,
            KStream<String, StoredGpuFact> facts,
            GpuPolicy policy,
            Duration lost,
            int partitions) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(POOL_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredPool.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(CLAIM_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredClaim.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(USE_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredUse.class))
                .withCachingEnabled());
        builder.addStateStore(AdviceTopology.store(registry, ADVICE_STORE));
        KStream<String, StoredGpuFact> byRegion =
                facts.repartition(Repartitioned.with(Serdes.String(), new StoredSerde<>(registry, StoredGpuFact.class))
                        .withName(FACTS)
                        .withNumberOfPartitions(partitions));
        KStream<String, SpecificRecord> said = byRegion.process(
                () -> new GpuProcessor(policy, lost, partitions),
                Named.as("gpu-processor"),
                POOL_STORE,
                CLAIM_STORE,
                USE_STORE);
        only(said, LeaseChanged.class, "gpu-leases")
                .to(
                        Topics.LEASE_CHANGED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.LEASE_CHANGED))
                                .withName("lease-changed"));
        // After the ledger: a sample is with its claim by then.
        byRegion.process(GpuAdviceProcessor::new, Named.as("gpu-advice-processor"), CLAIM_STORE, ADVICE_STORE)
                .to(
                        Topics.ALERT_CHANGED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.ALERT_CHANGED))
                                .withName("gpu-advice-changed"));
        return only(said, StoredUse.class, "gpu-use");
    }

    private static <V> KStream<String, V> only(KStream<String, SpecificRecord> said, Class<V> type, String name) {
        return said.filter((key, value) -> type.isInstance(value), Named.as(name))
                .mapValues(type::cast, Named.as(name + "-cast"));
    }
}
