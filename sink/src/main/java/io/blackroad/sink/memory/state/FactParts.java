package io.blackroad.sink.memory.state;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.memory.MemoryKey;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Makes heard facts of the records of the agents' topics. */
final class FactParts {
    /** An epoch further ahead of the broker's clock than this would silence its agent until then. */
    private static final long EPOCH_AHEAD_MILLIS = Duration.ofHours(1).toMillis();

    private static final long MICROS_A_MILLI = 1_000;

    private final Map<String, Function<byte[], Optional<HeardFact>>> readers;

    FactParts(SchemaRegistry registry) {
        this.readers = Map.of(
                Topics.LIFECYCLE_CHANGED.name(), reader(registry, Topics.LIFECYCLE_CHANGED, FactParts::lifecycle),
                Topics.TASK_CHANGED.name(), reader(registry, Topics.TASK_CHANGED, FactParts::task),
                Topics.METRIC_SAMPLED.name(), reader(registry, Topics.METRIC_SAMPLED, FactParts::metric),
                Topics.GPU_CHANGED.name(), reader(registry, Topics.GPU_CHANGED, FactParts::gpu));
    }

    static List<String> topics() {
        return List.of(
                Topics.LIFECYCLE_CHANGED.name(),
                Topics.TASK_CHANGED.name(),
                Topics.METRIC_SAMPLED.name(),
                Topics.GPU_CHANGED.name());
    }

    private static <T extends SpecificRecord> Function<byte[], Optional<HeardFact>> reader(
            SchemaRegistry registry, Topic<T> topic, Function<T, Optional<HeardFact>> heard) {
        FactReader<T> facts = new FactReader<>(registry, topic.type());
        return bytes -> heard.apply(facts.read(bytes, null));
    }

    /**
     * The fact in a record; empty for one that has no place in its agent's order.
     *
     * @throws SerializationException if it can be none, now or later
     * @throws io.blackroad.schema.SchemaRegistryException if the registry cannot be asked
     */
    Optional<HeardFact> read(ConsumerRecord<byte[], byte[]> found) {
        if (found.key() == null || found.value() == null) {
            throw new SerializationException("a fact has a key and a value");
        }
        Optional<HeardFact> heard = readers.get(found.topic()).apply(found.value());
        heard.ifPresent(fact -> check(fact, found));
        return heard;
    }

    private static void check(HeardFact fact, ConsumerRecord<byte[], byte[]> found) {
        if (!fact.agentId().equals(new String(found.key(), StandardCharsets.UTF_8))) {
            throw new SerializationException("its key is not its agent id");
        }
        if (fact.agentId().isEmpty() || found.key().length > MemoryKey.MAX_BYTES) {
            throw new SerializationException("its agent id has not 1 to " + MemoryKey.MAX_BYTES + " bytes");
        }
        if (fact.epoch() / MICROS_A_MILLI > found.timestamp() + EPOCH_AHEAD_MILLIS) {
            throw new SerializationException("its epoch is more than an hour ahead");
        }
    }

    private static Optional<HeardFact> lifecycle(LifecycleChanged fact) {
        return heard(fact.getAgentId(), "lifecycle", fact.getEpoch(), fact.getSequence(), fact);
    }

    /** What an intake says of a task has no place in the order of the agent's own facts. */
    private static Optional<HeardFact> task(TaskChanged fact) {
        return fact.getSource().isEmpty()
                ? heard(fact.getAgentId(), "task", fact.getEpoch(), fact.getSequence(), fact)
                : Optional.empty();
    }

    private static Optional<HeardFact> metric(MetricSampled fact) {
        return heard(fact.getAgentId(), "metric", fact.getEpoch(), fact.getSequence(), fact);
    }

    private static Optional<HeardFact> gpu(GpuChanged fact) {
        return heard(fact.getAgentId(), "gpu", fact.getEpoch(), fact.getSequence(), fact);
    }

    private static Optional<HeardFact> heard(
            String agentId, String kind, long epoch, long sequence, SpecificRecord fact) {
        return Optional.of(new HeardFact(agentId, kind, epoch, sequence, fact));
    }
}
