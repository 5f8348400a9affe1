package io.blackroad.producer.sdk;

import io.blackroad.schema.EventId;
import io.blackroad.schema.TaskChange;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of tasks on behalf of whoever hands them out. Readers know these facts by task and change, so their identity is
 * derived from those; epoch and sequence are the intake's own and only for people.
 */
final class Intake {
    private final FactSender sender;
    private final long epoch;
    private final AtomicLong sequence = new AtomicLong();

    Intake(FactSender sender) {
        this.sender = sender;
        this.epoch = sender.nowMicros();
    }

    CompletableFuture<Void> tell(TaskSubmission submission, TaskChange change, String reason) {
        Task task = submission.task();
        EventId id = EventIds.of(submission.source(), task.id(), change.name());
        Envelope envelope = new Envelope(id, submission.agentId(), epoch, sequence.incrementAndGet(), sender.now());
        byte[] key = submission.agentId().getBytes(StandardCharsets.UTF_8);
        byte[] fact = sender.encoder().task(envelope, submission.source(), new TaskEvent(task, change, 0, 0, reason));
        return sender.outbox().factAnswered(FactKind.TASK, key, fact, envelope);
    }
}
