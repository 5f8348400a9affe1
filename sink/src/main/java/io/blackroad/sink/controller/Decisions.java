package io.blackroad.sink.controller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The decisions topic as a controller reads it: committed records only, from where it stopped. */
interface Decisions extends AutoCloseable {

    /**
     * Records that came in.
     *
     * @param caughtUp false while records from before the start are still to come; acting on an older one of them would
     *     be of no use
     */
    record Batch(List<ConsumerRecord<byte[], byte[]>> records, boolean caughtUp) {}

    /** The next records; waits for some for at most {@code wait}. */
    Batch poll(Duration wait);

    /** Notes by partition from which offset on to read after a restart. */
    void commit(Map<Integer, Long> offsets);

    @Override
    void close();
}
