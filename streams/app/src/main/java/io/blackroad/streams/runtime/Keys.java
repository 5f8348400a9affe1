package io.blackroad.streams.runtime;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Where keys live: Kafka's default partitioner, which every producer of ours uses. */
final class Keys {
    private Keys() {}

    static int partitionOf(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
