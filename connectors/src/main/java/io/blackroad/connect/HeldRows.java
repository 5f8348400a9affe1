package io.blackroad.connect;

import io.blackroad.schema.FactReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a table's topic holds, folded from its records. A row whose bytes cannot be read is held as unreadable: it is
 * written anew or removed, since leaving it would stop every reader of the table.
 */
final class HeldRows<R extends SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(HeldRows.class);

    private final Map<String, R> rows = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    /**
     * Folds the records of a topic, oldest first.
     *
     * @throws io.blackroad.schema.SchemaRegistryException if the registry cannot be reached
     */
    static <R extends SpecificRecord> HeldRows<R> of(
            ControlTable<R> table, List<ControlLog.Entry> entries, FactReader<R> reader) {
        HeldRows<R> held = new HeldRows<>();
        for (ControlLog.Entry entry : entries) {
            held.take(table, entry, reader);
        }
        return held;
    }

    private void take(ControlTable<R> table, ControlLog.Entry entry, FactReader<R> reader) {
        if (entry.key() == null) {
            LOG.warn("{} holds a record without a key; ignored", table.topic().name());
            return;
        }
        if (entry.value() == null) {
            rows.remove(entry.key());
            return;
        }
        R row = read(table, entry, reader);
        rows.put(entry.key(), row);
        if (row != null) {
            versions.merge(entry.key(), table.version().apply(row), Long::max);
        }
    }

    private R read(ControlTable<R> table, ControlLog.Entry entry, FactReader<R> reader) {
        try {
            return reader.read(entry.value(), null);
        } catch (SerializationException e) {
            LOG.warn("{} holds an unreadable row {}: {}", table.topic().name(), entry.key(), e.getMessage());
            return null;
        }
    }

    /** Keys of the rows, unreadable ones included. */
    Set<String> ids() {
        return rows.keySet();
    }

    /** The row, or null if there is none or it is unreadable. */
    R row(String id) {
        return rows.get(id);
    }

    /** Highest version of each row that the topic still knows. */
    Map<String, Long> versions() {
        return Map.copyOf(versions);
    }

    /** Highest version that the topic still knows of this row, removed or not; 0 for none. */
    long version(String id) {
        return versions.getOrDefault(id, 0L);
    }
}
