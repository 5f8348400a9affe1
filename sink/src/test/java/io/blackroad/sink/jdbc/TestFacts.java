package io.blackroad.sink.jdbc;

import io.blackroad.schema.EventId;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Facts of tasks as agents would write them. */
final class TestFacts {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final FactWriter<TaskChanged> TASKS =
            new FactWriter<>(RegistryForTests.REGISTRY, Topics.TASK_CHANGED.subject(), TaskChanged.class);

    private TestFacts() {}

    static TaskChanged.Builder task(String taskId, TaskChange change, Instant at) {
        return TaskChanged.newBuilder()
                .setEventId(eventId(taskId.hashCode() * 31L + change.ordinal()))
                .setAgentId("agent-1")
                .setEpoch(1)
                .setSequence(1)
                .setOccurredAt(at)
                .setTaskId(taskId)
                .setChange(change);
    }

    static EventId eventId(long number) {
        return new EventId(
                ByteBuffer.allocate(16).putLong(number).putLong(number).array());
    }

    /** A fact appended long after everything that it may tell of. */
    static Fact<TaskChanged> fact(TaskChanged task) {
        return new Fact<>(found(0, 0, NOON.plusSeconds(3_600), null), task);
    }

    static ConsumerRecord<byte[], byte[]> found(int partition, long offset, Instant appended, byte[] value) {
        return new ConsumerRecord<>(
                Topics.TASK_CHANGED.name(),
                partition,
                offset,
                appended.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                value == null ? -1 : value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
