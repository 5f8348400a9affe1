package io.blackroad.streams.runtime;

import io.blackroad.gpu.GpuPolicy;
import io.blackroad.load.LoadPolicy;
import io.blackroad.placement.PlacementPolicy;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.advice.AdviceTopology;
import io.blackroad.streams.agent.AgentSettings;
import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.alert.AlertTopology;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.deadletter.DeadLetterSink;
import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.load.LoadSettings;
import io.blackroad.streams.load.LoadTopology;
import io.blackroad.streams.load.UnreadFacts;
import io.blackroad.streams.placement.PlacementSettings;
import io.blackroad.streams.placement.PlacementTopology;
import io.blackroad.streams.scaling.ScalingListener;
import io.blackroad.streams.scaling.ScalingTopology;
import io.blackroad.streams.stored.StoredSchemas;
import io.blackroad.streams.stored.StoredUse;
import java.time.Duration;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** All stages together. */
public final class FleetTopology {
    private FleetTopology() {}

    /**
     * The topology; its schemas are registered then.
     *
     * @param idle a source partition silent for this long holds no tick back
     * @param targetPartitions partitions of the topics keyed by target
     * @param unread facts that wait to be read
     * @param listener hears of each decision and of what became of it, for metrics
     * @param deadLetters keeps control rows that are refused
     */
    public static Topology build(
            SchemaRegistry registry,
            AgentSettings agents,
            Duration idle,
            int targetPartitions,
            UnreadFacts unread,
            ScalingListener listener,
            DeadLetterSink deadLetters) {
        StoredSchemas.register(registry);
        StreamsBuilder builder = new StreamsBuilder();
        ControlTopology.build(builder, registry, deadLetters);
        AgentTopology.AgentStreams said = AgentTopology.build(builder, registry, agents);
        LoadTopology.LoadStreams samples = LoadTopology.build(
                builder, registry, said.partials(), following(agents, idle), unread, targetPartitions);
        KStream<String, ScaleDecided> decisions = ScalingTopology.build(builder, registry, samples.targets(), listener);
        AdviceTopology.build(builder, registry, samples.targets());
        AlertTopology.build(builder, registry, samples.fleet());
        KStream<String, StoredUse> leased = GpuTopology.build(
                builder, registry, said.gpuFacts(), GpuPolicy.DEFAULT, agents.lost(), targetPartitions);
        PlacementTopology.build(
                builder,
                registry,
                said.residences(),
                decisions,
                new PlacementSettings(agents.tick(), PlacementPolicy.DEFAULT, idle, agents.lost(), agents.partitions()),
                targetPartitions);
        CostTopology.build(builder, registry, said.use().merge(leased, Named.as("cost-use-of-all")));
        return builder.build();
    }

    /** The load stage's view of time, in step with the agent stage's. */
    private static LoadSettings following(AgentSettings agents, Duration idle) {
        long tickMillis = agents.tick().toMillis();
        LoadPolicy policy = new LoadPolicy(
                agents.fresh().toMillis() / tickMillis, agents.lost().toMillis() / tickMillis);
        return new LoadSettings(agents.tick(), policy, idle);
    }
}
