package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the agent topics go and how far they are read, as the brokers tell.
 *
 * @param starts offset of the first fact that is kept
 * @param committed offset after the last fact read; without the partitions of which nothing was read yet
 * @param ends offset after the last fact
 */
record FactOffsets(
        Map<TopicPartition, Long> starts, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {

    /** Asks; ends only once it is known what is committed, so that nobody seems to have read beyond an end. */
    static CompletionStage<FactOffsets> ask(Admin admin, String group, Set<Integer> partitions) {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .thenApply(FactOffsets::positions)
                .thenCompose(committed -> offsets(admin, partitions, OffsetSpec.earliest())
                        .thenCombine(
                                offsets(admin, partitions, OffsetSpec.latest()),
                                (starts, ends) -> new FactOffsets(starts, committed, ends)));
    }

    /** True when a partition was read to some ends of its topics; facts that were deleted are not awaited. */
    boolean readTo(Map<TopicPartition, Long> some, int partition) {
        for (Topic<?> topic : AgentTopology.SOURCES) {
            TopicPartition at = new TopicPartition(topic.name(), partition);
            if (some.get(at) > Math.max(starts.get(at), committed.getOrDefault(at, 0L))) {
                return false;
            }
        }
        return true;
    }

    private static CompletionStage<Map<TopicPartition, Long>> offsets(
            Admin admin, Set<Integer> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic<?> topic : AgentTopology.SOURCES) {
            partitions.forEach(partition -> asked.put(new TopicPartition(topic.name(), partition), spec));
        }
        return admin.listOffsets(asked).all().toCompletionStage().thenApply(FactOffsets::offsets);
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> answer) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static Map<TopicPartition, Long> positions(Map<TopicPartition, OffsetAndMetadata> answer) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, position) -> {
            // Null where nothing is committed.
            if (position != null) {
                offsets.put(partition, position.offset());
            }
        });
        return offsets;
    }
}
