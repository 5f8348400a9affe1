package io.blackroad.streams.load;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Where keys live: Kafka's default partitioner, which every producer of ours uses. */
public final class Keys {
    private Keys() {}

    /** The partition of a key in a topic of so many. */
    public static int partitionOf(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
