package io.blackroad.schema;

import com.sun.management.ThreadMXBean;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * Nanoseconds and heap bytes per record of writing and reading, printed; not a test. Run {@code main} on the test class
 * path, with {@code -XX:+UseSerialGC -Xmx256m} and nothing else on the machine.
 */
final class WireBench {
    private static final int ROUNDS = 7;
    private static final int RECORDS = 300_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private WireBench() {}

    public static void main(String[] arguments) {
        System.out.printf(
                "%-18s %5s %16s %16s %16s%n", "record", "bytes", "write ns (B)", "read ns (B)", "reused ns (B)");
        measure(Topics.METRIC_SAMPLED, metric());
        measureProjection();
        measure(Topics.TASK_CHANGED, task());
        measure(Topics.LIFECYCLE_CHANGED, lifecycle());
    }

    private static <T extends SpecificRecord> void measure(Topic<T> topic, T fact) {
        InMemoryRegistry registry = new InMemoryRegistry();
        FactWriter<T> writer = new FactWriter<>(registry, topic.subject(), topic.type());
        FactReader<T> reader = new FactReader<>(registry, topic.type());
        byte[] bytes = writer.write(fact);
        T reuse = reader.read(bytes, null);
        System.out.printf(
                "%-18s %5d %16s %16s %16s%n",
                topic.type().getSimpleName(),
                bytes.length,
                best(i -> writer.write(fact).length),
                best(i -> reader.read(bytes, null) == null ? 1 : 0),
                best(i -> reader.read(bytes, reuse) == null ? 1 : 0));
    }

    /** The fields that load is made of. */
    private static void measureProjection() {
        InMemoryRegistry registry = new InMemoryRegistry();
        byte[] bytes = new FactWriter<>(registry, "subject", MetricSampled.class).write(metric());
        FactReader<MetricSampled> reader = new FactReader<>(
                registry,
                MetricSampled.class,
                FactSchemas.projection(
                        MetricSampled.class,
                        "epoch",
                        "sequence",
                        "occurredAt",
                        "cpuUsedMillis",
                        "memoryUsedBytes",
                        "gpuUsedMillis",
                        "inFlight",
                        "queued",
                        "latencyMicros",
                        "requestsTotal"));
        MetricSampled reuse = new MetricSampled();
        System.out.printf(
                "%-18s %5d %16s %16s %16s%n",
                "  10 of 15 fields", bytes.length, "", "", best(i -> reader.read(bytes, reuse) == null ? 1 : 0));
    }

    private static String best(ToIntFunction<Integer> work) {
        long nanos = Long.MAX_VALUE;
        long heap = 0;
        int sink = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
            long before = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                sink += work.applyAsInt(0);
            }
            nanos = Math.min(nanos, System.nanoTime() - before);
            heap = THREADS.getCurrentThreadAllocatedBytes() - heapBefore;
        }
        if (sink == 42) {
            System.out.println();
        }
        return nanos / RECORDS + " (" + heap / RECORDS + ")";
    }

    private static MetricSampled metric() {
        return MetricSampled.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId("us-east-api-017-004")
                .setEpoch(1_789_000_000_000_000L)
                .setSequence(4711)
                .setOccurredAt(Instant.ofEpochSecond(1_789_000_123L, 456_000))
                .setCpuUsedMillis(350)
                .setMemoryUsedBytes(1_234_567_890L)
                .setInFlight(1)
                .setQueued(3)
                .setLatencyMicros(250_000)
                .setRequestsTotal(99_123)
                .build();
    }

    private static TaskChanged task() {
        return TaskChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId("us-east-api-017-004")
                .setEpoch(1_789_000_000_000_000L)
                .setSequence(4711)
                .setOccurredAt(Instant.ofEpochSecond(1_789_000_123L, 456_000))
                .setTaskId("us-east-api-017-004-000123")
                .setChange(TaskChange.values()[1])
                .setRegion("us-east")
                .build();
    }

    private static LifecycleChanged lifecycle() {
        return LifecycleChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId("us-east-api-017-004")
                .setEpoch(1_789_000_000_000_000L)
                .setSequence(2)
                .setOccurredAt(Instant.ofEpochSecond(1_789_000_123L, 456_000))
                .setChange(LifecycleChange.values()[1])
                .setRegion("us-east")
                .setService("api")
                .setReplica("us-east-api-017")
                .build();
    }
}
