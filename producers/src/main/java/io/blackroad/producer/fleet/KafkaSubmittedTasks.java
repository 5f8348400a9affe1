package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.InvalidSettingsException;
import io.blackroad.producer.sdk.Task;
import io.blackroad.producer.sdk.TaskSubmission;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the task topic from its end on and picks the submissions that an intake made. Reads all partitions without a
 * group: a fleet is one process, and what was submitted while it was away was never its work.
 */
final class KafkaSubmittedTasks implements SubmittedTasks {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSubmittedTasks.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration REGISTRY_RETRY = Duration.ofSeconds(1);

    private final AgentClientConfig config;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final FactReader<TaskChanged> reader;
    private final RecentTasks recent = new RecentTasks();
    private final CompletableFuture<Void> positioned = new CompletableFuture<>();
    private Thread thread;

    KafkaSubmittedTasks(AgentClientConfig config) {
        this.config = config;
        this.reader = new FactReader<>(config.registry(), TaskChanged.class);
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.clientId() + "-intake");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void start(Receiver receiver) {
        thread = new Thread(() -> run(receiver), config.clientId() + "-intake");
        thread.setDaemon(true);
        thread.start();
        try {
            positioned.get(config.limits().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(
                    Topics.TASK_CHANGED.name() + " at " + config.bootstrapServers() + " cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while the fleet's intake was starting", e);
        }
    }

    private void run(Receiver receiver) {
        try (consumer) {
            seekToEnd();
            positioned.complete(null);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    receive(each, receiver);
                }
            }
        } catch (WakeupException | InterruptException | InterruptedException e) {
            LOG.debug("the intake closes");
        } catch (RuntimeException e) {
            positioned.completeExceptionally(e);
            LOG.error("the fleet takes no more tasks from outside: reading {} failed", Topics.TASK_CHANGED.name(), e);
        }
    }

    private void seekToEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.TASK_CHANGED.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; asking for the position is not.
        partitions.forEach(consumer::position);
    }

    private void receive(ConsumerRecord<byte[], byte[]> each, Receiver receiver) throws InterruptedException {
        TaskSubmission submission;
        try {
            TaskChanged fact = read(each);
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

    /** While the registry cannot be asked the record may be good, so it waits. */
    private TaskChanged read(ConsumerRecord<byte[], byte[]> each) throws InterruptedException {
        while (true) {
            try {
                return reader.read(each.value(), null);
            } catch (SchemaRegistryException e) {
                LOG.warn("the fleet's intake waits for the registry: {}", e.getMessage());
                Thread.sleep(REGISTRY_RETRY.toMillis());
            }
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
        if (thread == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
            // It does not read but waits, for the registry or for a fleet that takes nothing.
            thread.interrupt();
            thread.join(config.limits().closeTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
