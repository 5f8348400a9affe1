package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.InvalidSettingsException;
import io.blackroad.producer.sdk.Task;
import io.blackroad.producer.sdk.TaskSubmission;
import io.blackroad.producer.sdk.TopicTail;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the task topic from its end on and picks the submissions that an intake made: a fleet is one process, and what
 * was submitted while it was away was never its work.
 */
final class KafkaSubmittedTasks implements SubmittedTasks {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSubmittedTasks.class);

    private final TopicTail tail;
    private final FactReader<TaskChanged> reader;
    private final RecentTasks recent = new RecentTasks();

    KafkaSubmittedTasks(AgentClientConfig config) {
        this.tail = new TopicTail(config, List.of(Topics.TASK_CHANGED.name()), "intake");
        this.reader = new FactReader<>(config.registry(), TaskChanged.class);
    }

    @Override
    public void start(Receiver receiver) {
        tail.start(record -> receive(record, receiver));
    }

    private void receive(ConsumerRecord<byte[], byte[]> each, Receiver receiver) throws InterruptedException {
        TaskSubmission submission;
        try {
            TaskChanged fact = TopicTail.read(reader, each.value());
            if (!isSubmission(fact)) {
                return;
            }
            submission = submission(fact);
        } catch (SerializationException | InvalidSettingsException e) {
            LOG.debug("no task for a fleet at {}-{} offset {}", each.topic(), each.partition(), each.offset(), e);
            return;
        }
        if (recent.add(submission.task().id())) {
            receiver.receive(submission.agentId(), submission.task());
        }
    }

    private static boolean isSubmission(TaskChanged fact) {
        return fact.getChange() == TaskChange.SUBMITTED
                && !fact.getSource().isEmpty()
                && !fact.getSource().equals(FactEmitter.SOURCE);
    }

    /** Whoever writes to the topic may write anything, so this is where it is checked. */
    private static TaskSubmission submission(TaskChanged fact) {
        Task task = new Task(
                fact.getTaskId(),
                fact.getRegion(),
                fact.getInputTokens(),
                fact.getOutputTokens(),
                fact.getServiceMicros());
        return new TaskSubmission(fact.getSource(), fact.getAgentId(), task);
    }

    @Override
    public void close() {
        tail.close();
    }
}
