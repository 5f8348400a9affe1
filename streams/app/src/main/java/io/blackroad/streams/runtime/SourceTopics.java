package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that the stages read by key, as they are at one moment. How many partitions each has decides where a key lies, so
 * whoever goes on after that changed computes on half of it.
 *
 * @param shapes of those that are there, by name
 */
record SourceTopics(Map<String, Shape> shapes) {
    private static final String ANSWERS = Topics.SCALE_APPLIED.name();
    private static final String REMEDY = "; './scale.sh topics apply' makes it";

    /** One topic. Its id tells it from another one of the same name. */
    record Shape(Uuid id, int partitions) {}

    SourceTopics {
        shapes = Map.copyOf(shapes);
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(AgentTopology.topicNames());
        names.add(ANSWERS);
        return names;
    }

    static SourceTopics of(Map<String, TopicDescription> described) {
        return new SourceTopics(described.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> new Shape(
                                topic.getValue().topicId(),
                                topic.getValue().partitions().size()))));
    }

    /**
     * Asks the brokers.
     *
     * @throws IllegalStateException if a topic is missing, or keys would lie in different partitions of two of them
     */
    static SourceTopics ask(Admin admin) {
        SourceTopics found = of(admin.describeTopics(names()).topicNameValues().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, topic -> get(topic.getKey(), topic.getValue()))));
        found.flaw().ifPresent(flaw -> {
            throw new IllegalStateException(flaw);
        });
        return found;
    }

    private static TopicDescription get(String topic, KafkaFuture<TopicDescription> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException("topic " + topic + " is missing" + REMEDY, e);
            }
            throw new IllegalStateException("the broker does not describe " + topic + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for topic " + topic, e);
        }
    }

    int agentPartitions() {
        return shapes.get(Topics.METRIC_SAMPLED.name()).partitions();
    }

    int targetPartitions() {
        return shapes.get(ANSWERS).partitions();
    }

    /** Why nobody can compute on them; empty when one can. */
    Optional<String> flaw() {
        return AgentTopology.topicNames().stream()
                .filter(topic -> shapes.get(topic).partitions() != agentPartitions())
                .findFirst()
                .map(topic -> "topic " + topic + " has " + shapes.get(topic).partitions() + " partitions and "
                        + Topics.METRIC_SAMPLED.name() + " has " + agentPartitions()
                        + ": facts of one agent would lie in different ones; all topics of agents need as many");
    }

    /** What is no longer as it was; empty when nothing is. */
    Optional<String> change(SourceTopics now) {
        return names().stream()
                .flatMap(topic -> change(topic, shapes.get(topic), now.shapes().get(topic)).stream())
                .findFirst();
    }

    private static Optional<String> change(String topic, Shape before, Shape now) {
        if (now == null) {
            return Optional.of("topic " + topic + " was deleted" + REMEDY + " anew, without what was in it");
        }
        if (now.partitions() != before.partitions()) {
            return Optional.of("topic " + topic + " has " + now.partitions() + " partitions and had "
                    + before.partitions() + ": keys lie elsewhere now");
        }
        return now.id().equals(before.id())
                ? Optional.empty()
                : Optional.of("topic " + topic + " was deleted and made anew");
    }
}
