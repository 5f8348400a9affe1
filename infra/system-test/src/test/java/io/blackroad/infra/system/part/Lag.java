package io.blackroad.infra.system.part;

import io.blackroad.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many facts lie in Kafka that streams have not yet taken in for good: all of them, or those that wait for one instance. */
public final class Lag {
    private static final String GROUP = "blackroad-streams";
    private static final Set<String> FACTS = Set.of(Topics.TASK_CHANGED.name(), Topics.METRIC_SAMPLED.name());
    /** What all clients of one process are called, as Kafka's own metrics say it. */
    private static final Pattern CLIENT = Pattern.compile("client_id=\"(" + GROUP + "-[^\"]*?)-StreamThread-");

    private Lag() {}

    public static long of(String bootstrapServers) {
        return ask(bootstrapServers, Lag::everything);
    }

    /**
     * Of the partitions that one instance has.
     *
     * @return 0 also while it has none: it does not say who it is, or the group is being assigned anew
     */
    public static long of(String bootstrapServers, Instance instance) {
        Matcher client = CLIENT.matcher(instance.get("/metrics").body());
        if (!client.find()) {
            return 0;
        }
        String process = client.group(1);
        return ask(bootstrapServers, admin -> assigned(admin, process));
    }

    private interface Partitions {
        Collection<TopicPartition> of(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static Collection<TopicPartition> everything(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(FACTS).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** What the group gave to the threads of a process, of the topics with facts. Its copies are not among them. */
    private static Collection<TopicPartition> assigned(Admin admin, String process)
            throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
                .filter(member -> member.clientId().startsWith(process))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> FACTS.contains(partition.topic()))
                .toList();
    }

    private static long ask(String bootstrapServers, Partitions partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            partitions.of(admin).forEach(partition -> asked.put(partition, OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset() - offset(read.get(end.getKey())))
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not say how far streams have read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long offset(OffsetAndMetadata read) {
        return read == null ? 0 : read.offset();
    }
}
