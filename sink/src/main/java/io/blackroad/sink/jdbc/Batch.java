package io.blackroad.sink.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Facts to be written in one transaction, and the claims under which they were read.
 *
 * @param records in the order of their partitions
 */
record Batch(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Claim> claims) {

    static TopicPartition partition(ConsumerRecord<?, ?> found) {
        return new TopicPartition(found.topic(), found.partition());
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Where each partition goes on after it. */
    Map<TopicPartition, Long> next() {
        Map<TopicPartition, Long> next = new HashMap<>();
        records.forEach(found -> next.put(partition(found), found.offset() + 1));
        return next;
    }

    Map<String, List<ConsumerRecord<byte[], byte[]>>> byTopic() {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> byTopic = new LinkedHashMap<>();
        records.forEach(found -> byTopic.computeIfAbsent(found.topic(), topic -> new ArrayList<>())
                .add(found));
        return byTopic;
    }

    /** What is left of it for somebody with these claims. */
    Batch under(Map<TopicPartition, Claim> held) {
        return new Batch(
                records.stream()
                        .filter(found -> Objects.equals(epoch(held, found), epoch(claims, found)))
                        .toList(),
                claims);
    }

    /** What of it is not written yet. */
    Batch from(Map<TopicPartition, Claim> stored) {
        return new Batch(
                records.stream()
                        .filter(found ->
                                found.offset() >= stored.get(partition(found)).nextOffset())
                        .toList(),
                claims);
    }

    private static Long epoch(Map<TopicPartition, Claim> claims, ConsumerRecord<?, ?> found) {
        Claim claim = claims.get(partition(found));
        return claim == null ? null : Long.valueOf(claim.epoch());
    }
}
