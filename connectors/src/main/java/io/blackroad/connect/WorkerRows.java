package io.blackroad.connect;

import io.blackroad.schema.control.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the workers section: how many nodes a region has and of what size, as a row a node. A node's name is its region
 * and its number from 1, so that a larger count adds nodes and renames none.
 */
final class WorkerRows {
    private static final int MAX_COUNT = 10_000;
    private static final int MAX_CPU_MILLIS = 10_000_000;
    private static final int MAX_MEMORY_GB = 100_000;
    private static final int MAX_GPUS = 1_000;
    private static final long BYTES_PER_GB = 1_000_000_000L;

    private WorkerRows() {}

    static List<Worker> read(YamlMap section, Names regions) {
        List<Worker> workers = new ArrayList<>();
        Map<String, YamlMap> rows = section.rows(Names.RIGHT, Names.RIGHT_IN_WORDS);
        rows.forEach((region, map) -> {
            regions.requireKey(section, region, region);
            int count = Field.whole(map, "count", 0, MAX_COUNT);
            int cpuMillis = Field.whole(map, "cpuMillis", 1, MAX_CPU_MILLIS);
            long memoryBytes = Field.whole(map, "memoryGb", 1, MAX_MEMORY_GB) * BYTES_PER_GB;
            int gpus = Field.whole(map, "gpus", 0, MAX_GPUS, 0);
            Names.requireShort(map, region + "-worker-", count);
            map.refuseOtherKeys();
            for (int number = 1; number <= count; number++) {
                workers.add(new Worker(
                        region + "-worker-" + number, region, cpuMillis, memoryBytes, gpus, false, Instant.EPOCH));
            }
        });
        regions.requireAll(section, rows.keySet(), "is missing; every region has workers, count: 0 for none");
        return workers;
    }
}
