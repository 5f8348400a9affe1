package io.blackroad.infra.bench.workload;

import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The catalogue's topics, made anew for each part. */
public final class BenchTopics {
    private static final int TARGET_PARTITIONS = 4;
    private static final long RETRY_NANOS = 200_000_000;
    private static final int RETRIES = 100;

    /** Whose time the records of the agent topics carry. */
    public enum Stamp {
        /** The fact's own, so that facts written at once carry the time of a simulated day. */
        EVENT_TIME("CreateTime"),
        /** The broker's, as the catalogue has it. */
        APPEND_TIME("LogAppendTime");

        private final String type;

        Stamp(String type) {
            this.type = type;
        }
    }

    private BenchTopics() {}

    /** Removes every topic that there is, and makes the catalogue's. */
    public static void create(String bootstrapServers, int agentPartitions, Stamp stamp) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Collection<String> old = get(admin.listTopics().names());
            get(admin.deleteTopics(old).all());
            List<NewTopic> topics = new ArrayList<>();
            for (Topic<?> topic : Topics.all()) {
                topics.add(newTopic(topic, agentPartitions, stamp));
            }
            createAll(admin, topics);
        }
    }

    /** Makes one more topic, keyed by target, unless it is there. */
    public static void create(String bootstrapServers, String name) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            createAll(admin, List.of(new NewTopic(name, TARGET_PARTITIONS, (short) 1)));
        }
    }

    private static NewTopic newTopic(Topic<?> topic, int agentPartitions, Stamp stamp) {
        Map<String, String> config = new HashMap<>(topic.config());
        int partitions =
                switch (topic.partitioning()) {
                    case AGENT -> agentPartitions;
                    case TARGET -> TARGET_PARTITIONS;
                    case SINGLE -> 1;
                };
        if (topic.partitioning() == Topic.Partitioning.AGENT) {
            config.put("message.timestamp.type", stamp.type);
        }
        return new NewTopic(topic.name(), partitions, (short) 1).configs(config);
    }

    /** Removal of a topic goes on after the answer, so its name may be taken for a moment; and so does its making. */
    private static void createAll(Admin admin, List<NewTopic> topics) {
        List<NewTopic> left = topics;
        List<Uuid> made = new ArrayList<>();
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            List<NewTopic> taken = new ArrayList<>();
            CreateTopicsResult answers = admin.createTopics(left);
            for (NewTopic topic : left) {
                if (created(answers.values().get(topic.name()))) {
                    made.add(get(answers.topicId(topic.name())));
                } else {
                    taken.add(topic);
                }
            }
            if (attempt == RETRIES) {
                throw new IllegalStateException("topics still exist after their removal: " + taken);
            }
            left = taken;
            LockSupport.parkNanos(left.isEmpty() ? 0 : RETRY_NANOS);
        }
        for (int attempt = 0; !isKnown(admin, made); attempt++) {
            if (attempt == RETRIES) {
                throw new IllegalStateException("the broker does not know the topics that were made");
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    /** By their ids, since a topic that was removed may still be known under the same name. */
    private static boolean isKnown(Admin admin, List<Uuid> topics) {
        try {
            admin.describeTopics(TopicCollection.ofTopicIds(topics))
                    .allTopicIds()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicIdException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new IllegalStateException("the broker does not describe topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }

    private static boolean created(KafkaFuture<Void> answer) {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new IllegalStateException("the broker refuses a topic: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}
