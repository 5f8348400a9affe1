package io.blackroad.sink.memory.state;

import io.blackroad.schema.EventId;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Facts as agents send them. */
final class TestFacts {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private TestFacts() {}

    private static EventId id(long epoch, long sequence) {
        return new EventId(
                ByteBuffer.allocate(16).putLong(epoch).putLong(sequence).array());
    }

    static MetricSampled metric(String agent, long epoch, long sequence, int inFlight) {
        return MetricSampled.newBuilder()
                .setEventId(id(epoch, sequence))
                .setAgentId(agent)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOccurredAt(NOON)
                .setCpuUsedMillis(100)
                .setInFlight(inFlight)
                .build();
    }

    static LifecycleChanged life(String agent, long epoch, long sequence, LifecycleChange change) {
        return LifecycleChanged.newBuilder()
                .setEventId(id(epoch, sequence))
                .setAgentId(agent)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOccurredAt(NOON)
                .setChange(change)
                .setRegion("us-east")
                .setService("api")
                .build();
    }

    static TaskChanged task(String agent, long epoch, long sequence, String task, String source) {
        return TaskChanged.newBuilder()
                .setEventId(id(epoch, sequence))
                .setAgentId(agent)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOccurredAt(NOON)
                .setTaskId(task)
                .setChange(TaskChange.STARTED)
                .setSource(source)
                .build();
    }
}
