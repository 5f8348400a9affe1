package io.blackroad.infra.bench.dsl;

import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * The peer's topology.
 *
 * <pre>
 * lifecycle ──► table: latest of each agent
 * metric ──► without repeats (store: newest of each agent) ──► join ─┐
 * task   ──► without repeats (store) ─────────────────────────► join ┴► by target (repartition of every fact)
 *                                              ──► window of 1 s ──► threshold ──► output
 * </pre>
 */
final class DslTopology {

    /** Partitions are not read in step; what is late for its window would be lost. */
    private static final Duration GRACE = Duration.ofMinutes(30);

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final int UP_ABOVE_PERMILLE = 700;
    private static final int DOWN_BELOW_PERMILLE = 300;

    private DslTopology() {}

    static Topology build(SchemaRegistry registry, String output) {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, LifecycleChanged> agents =
                builder.table(Topics.LIFECYCLE_CHANGED.name(), consumed(registry, Topics.LIFECYCLE_CHANGED));
        KStream<String, DslContribution> samples = latest(builder, registry, Topics.METRIC_SAMPLED)
                .join(agents, DslTopology::targeted, joined(registry, Topics.METRIC_SAMPLED))
                .selectKey((agent, pair) -> pair.target())
                .mapValues(pair -> sample(pair.fact(), pair.agent()));
        KStream<String, DslContribution> tasks = latest(builder, registry, Topics.TASK_CHANGED)
                .join(agents, DslTopology::targeted, joined(registry, Topics.TASK_CHANGED))
                .selectKey((agent, pair) -> pair.target())
                .mapValues(pair -> task(pair.fact()));
        samples.merge(tasks)
                .groupByKey(Grouped.with(Serdes.String(), new StoredSerde<>(DslContribution.class)))
                .windowedBy(TimeWindows.ofSizeAndGrace(TICK, GRACE))
                .aggregate(
                        DslTopology::empty,
                        (target, contribution, window) -> add(contribution, window),
                        Materialized.with(Serdes.String(), new StoredSerde<>(DslWindow.class)))
                .toStream(
                        (window, value) -> window.key() + "@" + window.window().start())
                .mapValues(DslTopology::decide)
                .to(output, Produced.with(Serdes.String(), new StoredSerde<>(DslWindow.class)));
        return builder.build();
    }

    private record Targeted<V>(V fact, LifecycleChanged agent) {
        String target() {
            return agent.getRegion() + "/" + agent.getService();
        }
    }

    private static <V> Targeted<V> targeted(V fact, LifecycleChanged agent) {
        return new Targeted<>(fact, agent);
    }

    private static <V extends SpecificRecord> KStream<String, V> latest(
            StreamsBuilder builder, SchemaRegistry registry, Topic<V> topic) {
        String store = "latest-" + topic.name();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(store), Serdes.String(), new FactSerde<>(registry, topic))
                .withCachingEnabled());
        return builder.stream(topic.name(), consumed(registry, topic))
                .processValues(() -> new LatestProcessor<>(store), store);
    }

    private static <V extends SpecificRecord> Consumed<String, V> consumed(SchemaRegistry registry, Topic<V> topic) {
        return Consumed.with(Serdes.String(), new FactSerde<>(registry, topic));
    }

    private static <V extends SpecificRecord> Joined<String, V, LifecycleChanged> joined(
            SchemaRegistry registry, Topic<V> topic) {
        return Joined.with(
                Serdes.String(), new FactSerde<>(registry, topic), new FactSerde<>(registry, Topics.LIFECYCLE_CHANGED));
    }

    private static DslContribution sample(MetricSampled fact, LifecycleChanged agent) {
        return new DslContribution(
                1,
                (long) fact.getCpuUsedMillis(),
                (long) agent.getCpuRequestedMillis(),
                fact.getMemoryUsedBytes(),
                (long) fact.getLatencyMicros(),
                0,
                0);
    }

    private static DslContribution task(TaskChanged fact) {
        return new DslContribution(
                0,
                0L,
                0L,
                0L,
                0L,
                fact.getChange() == TaskChange.SUBMITTED ? 1 : 0,
                fact.getChange() == TaskChange.COMPLETED ? 1 : 0);
    }

    private static DslWindow empty() {
        return DslWindow.newBuilder().build();
    }

    private static DslWindow add(DslContribution one, DslWindow window) {
        long permille =
                one.getCpuRequestedMillis() == 0 ? 0 : 1_000 * one.getCpuUsedMillis() / one.getCpuRequestedMillis();
        window.setSamples(window.getSamples() + one.getSamples());
        window.setCpuUsedMillis(window.getCpuUsedMillis() + one.getCpuUsedMillis());
        window.setCpuRequestedMillis(window.getCpuRequestedMillis() + one.getCpuRequestedMillis());
        window.setCpuMaxPermille(Math.max(window.getCpuMaxPermille(), permille));
        window.setMemoryUsedBytes(window.getMemoryUsedBytes() + one.getMemoryUsedBytes());
        window.setLatencyMicros(window.getLatencyMicros() + one.getLatencyMicros());
        window.setArrivals(window.getArrivals() + one.getArrivals());
        window.setCompletions(window.getCompletions() + one.getCompletions());
        return window;
    }

    private static DslWindow decide(DslWindow window) {
        long requested = Math.max(1, window.getCpuRequestedMillis());
        long permille = 1_000 * window.getCpuUsedMillis() / requested;
        String decision = permille > UP_ABOVE_PERMILLE ? "UP" : permille < DOWN_BELOW_PERMILLE ? "DOWN" : "HOLD";
        window.setDecision(decision);
        return window;
    }
}
