package io.blackroad.infra.bench.workload;

import io.blackroad.schema.EventId;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;

/** Facts as bytes, with the sizes that real ones have: a metric sample takes some 70 bytes. */
final class FactForms {
    private static final long MEMORY_STEP_BYTES = 1 << 20;

    private final FactWriter<LifecycleChanged> lifecycles;
    private final FactWriter<TaskChanged> tasks;
    private final FactWriter<MetricSampled> metrics;
    private final long epochMicros;
    private long events;

    FactForms(SchemaRegistry registry, long epochMicros) {
        this.epochMicros = epochMicros;
        lifecycles = writer(registry, Topics.LIFECYCLE_CHANGED);
        tasks = writer(registry, Topics.TASK_CHANGED);
        metrics = writer(registry, Topics.METRIC_SAMPLED);
    }

    private static <V extends SpecificRecord> FactWriter<V> writer(SchemaRegistry registry, Topic<V> topic) {
        return new FactWriter<>(registry, topic.subject(), topic.type());
    }

    byte[] lifecycle(int agent, long sequence, boolean busy, long micros) {
        return lifecycles.write(LifecycleChanged.newBuilder()
                .setEventId(eventId())
                .setAgentId(BenchFleet.id(agent))
                .setEpoch(epochMicros)
                .setSequence(sequence)
                .setOccurredAt(instant(micros))
                .setChange(busy ? LifecycleChange.BUSY : LifecycleChange.IDLE)
                .setRegion(BenchFleet.region(agent))
                .setService(BenchFleet.service(agent))
                .setReplica(BenchFleet.replica(agent))
                .setModel("llama3.2")
                .setCpuRequestedMillis(BenchFleet.CPU_REQUESTED_MILLIS)
                .setMemoryRequestedBytes(BenchFleet.MEMORY_REQUESTED_BYTES)
                .build());
    }

    byte[] task(TaskFlow.Step step, long micros) {
        boolean ended = step.change() == TaskChange.COMPLETED;
        return tasks.write(TaskChanged.newBuilder()
                .setEventId(eventId())
                .setAgentId(BenchFleet.id(step.agent()))
                .setEpoch(epochMicros)
                .setSequence(step.sequence())
                .setOccurredAt(instant(micros))
                .setTaskId("task-" + step.task())
                .setChange(step.change())
                .setRegion(BenchFleet.region(step.agent()))
                .setInputTokens(512)
                .setOutputTokens(ended ? 128 : 0)
                .setServiceMicros(5_000_000)
                .setRanMicros(ended ? 5_000_000 : 0)
                .build());
    }

    byte[] metric(int agent, long sequence, int cpuMillis, long micros) {
        return metrics.write(new MetricSampled(
                eventId(),
                BenchFleet.id(agent),
                epochMicros,
                sequence,
                instant(micros),
                cpuMillis,
                (300 + agent % 200) * MEMORY_STEP_BYTES,
                0,
                agent % 3,
                agent % 5,
                40_000 + agent % 1_000,
                sequence * 20,
                sequence * 5,
                sequence,
                50L * MEMORY_STEP_BYTES));
    }

    /** Different for each fact; nobody reads it here. */
    private EventId eventId() {
        byte[] bytes = new byte[16];
        long number = ++events * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (number >>> 8 * i);
            bytes[15 - i] = (byte) (events >>> 8 * i);
        }
        return new EventId(bytes);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
