package io.blackroad.streams.control;

import io.blackroad.placement.WorkerRow;
import io.blackroad.schema.Micros;
import io.blackroad.schema.control.Worker;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The table of workers as the stages read it. */
public final class WorkerRows {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");

    private final ReadOnlyKeyValueStore<String, Worker> rows;

    private WorkerRows(ReadOnlyKeyValueStore<String, Worker> rows) {
        this.rows = rows;
    }

    /** The table of the topology that a processor runs in. */
    public static WorkerRows of(ProcessorContext<?, ?> context) {
        return new WorkerRows(context.getStateStore(ControlTopology.storeOf(Topics.WORKERS)));
    }

    /** Workers of a region. */
    public List<WorkerRow> of(String region) {
        List<WorkerRow> workers = new ArrayList<>();
        try (KeyValueIterator<String, Worker> all = rows.all()) {
            all.forEachRemaining(entry -> {
                Worker row = entry.value;
                if (row.getRegion().equals(region)) {
                    workers.add(new WorkerRow(row.getId(), row.getDraining(), Micros.of(row.getUpdatedAt())));
                }
            });
        }
        return workers;
    }

    /** Regions with workers. */
    public Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        try (KeyValueIterator<String, Worker> all = rows.all()) {
            all.forEachRemaining(entry -> regions.add(entry.value.getRegion()));
        }
        return regions;
    }

    static void check(String key, Worker row) {
        if (!key.equals(row.getId())) {
            throw new IllegalArgumentException("key " + key + " is not the worker's id, which is " + row.getId());
        }
        if (!NAME.matcher(row.getId()).matches()
                || !NAME.matcher(row.getRegion()).matches()) {
            throw new IllegalArgumentException("worker " + row.getId() + " of region " + row.getRegion()
                    + ": both must be 1 to 63 of a-z, 0-9 and -");
        }
    }
}
