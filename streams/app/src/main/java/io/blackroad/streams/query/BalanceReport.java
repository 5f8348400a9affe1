package io.blackroad.streams.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether every appended fact is accounted for, by topic. */
record BalanceReport(List<TopicBalance> topics, boolean balanced) {

    /** One instance's part of the accounts. */
    record BalancePart(List<TopicBalance> topics, Set<Partition> partitions) implements Part {
        BalancePart {
            topics = List.copyOf(topics);
            partitions = Set.copyOf(partitions);
        }
    }

    static BalanceReport of(List<BalancePart> parts) {
        Map<String, TopicBalance> topics = new TreeMap<>();
        for (BalancePart part : parts) {
            part.topics().forEach(topic -> topics.merge(topic.topic(), topic, TopicBalance::plus));
        }
        boolean balanced = topics.values().stream().allMatch(TopicBalance::balanced);
        return new BalanceReport(List.copyOf(topics.values()), balanced);
    }
}
