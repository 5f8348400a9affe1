package io.blackroad.sink.jdbc;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A fact that could be read.
 *
 * @param origin the record as it came
 * @param value what it says
 */
record Fact<V>(ConsumerRecord<byte[], byte[]> origin, V value) {

    /** When it was appended, by the broker's clock on topics of agents. */
    Instant appendedAt() {
        return Instant.ofEpochMilli(origin.timestamp());
    }
}
