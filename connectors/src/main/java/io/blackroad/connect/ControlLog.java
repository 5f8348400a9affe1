package io.blackroad.connect;

import java.util.List;

/** The records of the control topics, as {@link ControlWriter} needs them. */
interface ControlLog extends AutoCloseable {

    /** A record; key or value may be null. */
    record Entry(String key, byte[] value) {}

    /** Every record that the topic held when asked, oldest first in each partition. */
    List<Entry> read(String topic);

    /** Appends records in order and returns once all of them are stored. */
    void append(String topic, List<Entry> entries);

    @Override
    void close();
}
