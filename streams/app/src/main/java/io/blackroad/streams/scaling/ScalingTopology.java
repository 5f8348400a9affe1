package io.blackroad.streams.scaling;

import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.Topics;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * The scaling stage, in the same task as the load stage: a sample is decided on where it is made, one hop saved.
 *
 * <pre>
 * load samples ──► scaling-processor ──► fleet.service.scale-decided, and what shadows decide: scale-shadowed
 *                │    scaling-store: what is remembered of each target
 *                │    decision-store: the newest decisions, for queries
 *                │    effect-store: what became of them, for queries
 *                └──► fleet.service.scale-judged: what became of changes
 * fleet.service.scale-applied ──► answer-processor ──► scaling-store
 * </pre>
 */
public final class ScalingTopology {
    public static final String SCALING_STORE = "scaling-store";
    public static final String EFFECT_STORE = "effect-store";
    public static final String DECISION_STORE = "decision-store";

    private ScalingTopology() {}

    /**
     * Adds the stage and gives its decisions, shadows' not included, which it also publishes.
     *
     * @param listener hears of each decision as it is made, of each that was carried out, and of what became of it
     */
    public static KStream<String, ScaleDecided> build(
            StreamsBuilder builder,
            SchemaRegistry registry,
            KStream<String, LoadSampled> samples,
            ScalingListener listener) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(SCALING_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredTarget.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(DECISION_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, ScaleDecided.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(EFFECT_STORE),
                Serdes.String(),
                new StoredSerde<>(registry, ScaleJudged.class)));
        KStream<String, SpecificRecord> said = samples.process(
                () -> new ScalingProcessor(listener),
                Named.as("scaling-processor"),
                SCALING_STORE,
                DECISION_STORE,
                EFFECT_STORE);
        KStream<String, ScaleDecided> real =
                decisions(said, "real-decisions", decision -> decision.getShadow() == null);
        real.to(
                Topics.SCALE_DECIDED.name(),
                Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.SCALE_DECIDED))
                        .withName("scale-decided"));
        decisions(said, "shadow-decisions", decision -> decision.getShadow() != null)
                .to(
                        Topics.SCALE_SHADOWED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.SCALE_SHADOWED))
                                .withName("scale-shadowed"));
        said.flatMapValues(record -> only(ScaleJudged.class, record), Named.as("effects"))
                .to(
                        Topics.SCALE_JUDGED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.SCALE_JUDGED))
                                .withName("scale-judged"));
        builder.stream(
                        Topics.SCALE_APPLIED.name(),
                        Consumed.with(Serdes.String(), new FactSerde<>(registry, Topics.SCALE_APPLIED))
                                .withName("scale-applied"))
                .process(() -> new AnswerProcessor(listener), Named.as("answer-processor"), SCALING_STORE);
        return real;
    }

    private static KStream<String, ScaleDecided> decisions(
            KStream<String, SpecificRecord> said, String name, Predicate<ScaleDecided> which) {
        return said.flatMapValues(
                record ->
                        only(ScaleDecided.class, record).stream().filter(which).toList(),
                Named.as(name));
    }

    private static <T> List<T> only(Class<T> type, SpecificRecord record) {
        return type.isInstance(record) ? List.of(type.cast(record)) : List.of();
    }
}
