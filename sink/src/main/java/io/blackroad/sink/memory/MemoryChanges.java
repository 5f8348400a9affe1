package io.blackroad.sink.memory;

import java.util.Collection;

/** Tells those who keep copies that keys were written. */
public interface MemoryChanges extends AutoCloseable {

    /** For a memory that nobody keeps copies of. */
    MemoryChanges NOBODY = keys -> {};

    /**
     * Sends word and returns at once; called after the shards have acknowledged.
     *
     * @param keys names in Redis
     */
    void tell(Collection<String> keys);

    /**
     * Returns when all word sent so far has arrived.
     *
     * @throws org.apache.kafka.common.KafkaException if some of it could not be sent
     */
    default void flush() {}

    @Override
    default void close() {}
}
