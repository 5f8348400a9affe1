package io.blackroad.streams.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the topics are still those that the instance started on. Consumers would hear of new
 * partitions minutes later, while producers use them already.
 */
final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Admin admin;
    private final SourceTopics started;
    private final Consumer<String> changed;
    private final ScheduledExecutorService executor;
    private String before = "";

    private TopicWatch(Admin admin, SourceTopics started, Consumer<String> changed) {
        this.admin = admin;
        this.started = started;
        this.changed = changed;
        this.executor = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "topic-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param changed told what is no longer as it was, perhaps more than once */
    static TopicWatch start(Admin admin, SourceTopics started, Consumer<String> changed) {
        TopicWatch watch = new TopicWatch(admin, started, changed);
        watch.executor.scheduleWithFixedDelay(watch::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            String now = started.change(SourceTopics.of(there())).orElse("");
            // Twice, since a broker that has just started may not know everything yet.
            if (!now.isEmpty() && now.equals(before)) {
                changed.accept(now);
            }
            before = now;
        } catch (ExecutionException | RuntimeException e) {
            LOG.debug("the brokers do not describe the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that there are. */
    private Map<String, TopicDescription> there() throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> found = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(SourceTopics.names()).topicNameValues().entrySet()) {
            described(topic.getValue()).ifPresent(description -> found.put(topic.getKey(), description));
        }
        return found;
    }

    private static Optional<TopicDescription> described(KafkaFuture<TopicDescription> answer)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
