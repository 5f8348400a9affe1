package io.blackroad.streams.agent;

import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.bundle.RecordBundle;
import io.blackroad.streams.commit.BeforeCommit;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredCounts;
import io.blackroad.streams.stored.StoredGpuAsks;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredLedger;
import io.blackroad.streams.stored.StoredPaid;
import io.blackroad.streams.stored.StoredPartial;
import io.blackroad.streams.stored.StoredPlacementNews;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The agent stage.
 *
 * <pre>
 * fleet.agent.lifecycle-changed ─┐
 * fleet.agent.task-changed      ─┤  agent-processor ──► one absolute partial a (partition, target) and tick
 * fleet.agent.metric-sampled    ─┤   agent-table   heap: newest sample of each agent
 * fleet.agent.gpu-changed       ─┘   agent-store   RocksDB: life, tasks;  count-store, ledger-store
 *                                    gpu-ask-store: who waits for GPU or holds some ──► facts for their region's pool
 *                                    where agents are, when that changes            ──► their region's placement
 *                                    agent-paid-store, agent-use-store: what was held ──► use, for the cost stage
 * </pre>
 */
public final class AgentTopology {
    public static final String AGENT_STORE = "agent-store";
    public static final String COUNT_STORE = "count-store";
    public static final String LEDGER_STORE = "ledger-store";
    static final String GPU_ASK_STORE = "gpu-ask-store";
    static final String PAID_STORE = "agent-paid-store";
    static final String USE_STORE = "agent-use-store";

    /** What the stage reads; handlers and ledger go by this order. */
    public static final List<Topic<? extends SpecificRecord>> SOURCES =
            List.of(Topics.LIFECYCLE_CHANGED, Topics.TASK_CHANGED, Topics.METRIC_SAMPLED, Topics.GPU_CHANGED);

    static final String UNWRITTEN_STORE = "agent-unwritten";

    static final int LIFECYCLE = 0;
    static final int TASK = 1;
    static final int METRIC = 2;

    private static final Serializer<RecordBundle> NOBODY_WRITES = (topic, bundle) -> {
        throw new UnsupportedOperationException("bundles are read, never written");
    };

    private AgentTopology() {}

    /** Names of {@link #SOURCES}. */
    public static List<String> topicNames() {
        return SOURCES.stream().map(Topic::name).toList();
    }

    /**
     * What the stage gives.
     *
     * @param partials keyed by target
     * @param gpuFacts keyed by region
     * @param residences keyed by region: where agents are
     * @param use what agents used, all under one key
     */
    public record AgentStreams(
            KStream<String, StoredPartial> partials,
            KStream<String, StoredGpuFact> gpuFacts,
            KStream<String, StoredPlacementNews> residences,
            KStream<String, StoredUse> use) {}

    /** Adds the stage. */
    public static AgentStreams build(StreamsBuilder builder, SchemaRegistry registry, AgentSettings settings) {
        builder.addStateStore(AgentTableStore.builder());
        builder.addStateStore(BeforeCommit.store(UNWRITTEN_STORE));
        // Without the record cache, which costs more than it saves: the stage keeps changes itself.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(AGENT_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredAgent.class)));
        builder.addStateStore(store(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(COUNT_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredCounts.class))));
        builder.addStateStore(store(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(LEDGER_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredLedger.class))));
        builder.addStateStore(store(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(GPU_ASK_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredGpuAsks.class))));
        // Written right before a commit, when the record caches are being emptied: without one.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PAID_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredPaid.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(USE_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, StoredUse.class)));
        // Bytes in, so that a fact that cannot be read is counted before it becomes a dead letter.
        KStream<String, SpecificRecord> said = builder.stream(
                        topicNames(),
                        Consumed.with(Serdes.ByteArray(), Serdes.serdeFrom(NOBODY_WRITES, RecordBundle.deserializer()))
                                .withName("agent-facts"))
                .process(
                        () -> new AgentProcessor(registry, settings),
                        Named.as("agent-processor"),
                        AgentTableStore.NAME,
                        UNWRITTEN_STORE,
                        AGENT_STORE,
                        COUNT_STORE,
                        LEDGER_STORE,
                        GPU_ASK_STORE,
                        PAID_STORE,
                        USE_STORE);
        return new AgentStreams(
                only(said, StoredPartial.class, "agent-partials"),
                only(said, StoredGpuFact.class, "agent-gpu-facts"),
                only(said, StoredPlacementNews.class, "agent-residences"),
                only(said, StoredUse.class, "agent-use"));
    }

    private static <V> KStream<String, V> only(KStream<String, SpecificRecord> said, Class<V> type, String name) {
        return said.filter((key, value) -> type.isInstance(value), Named.as(name))
                .mapValues(type::cast, Named.as(name + "-cast"));
    }

    /** The record cache folds the many changes of one key between two commits into one write. */
    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(StoreBuilder<KeyValueStore<K, V>> builder) {
        return builder.withCachingEnabled();
    }
}
