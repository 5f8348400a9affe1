package io.blackroad.connect;

import io.blackroad.schema.control.GpuNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the optional gpuNodes section: how many GPU nodes a region has and of what cards, as a row a node. */
final class GpuNodeRows {
    private static final int MAX_COUNT = 10_000;
    private static final int MAX_CARDS = 1_000;
    private static final int MAX_MEMORY_GB = 10_000;
    private static final long BYTES_PER_GB = 1_000_000_000L;

    private GpuNodeRows() {}

    static List<GpuNode> read(YamlMap file, Names regions) {
        List<GpuNode> nodes = new ArrayList<>();
        if (!file.has("gpuNodes")) {
            return nodes;
        }
        YamlMap section = file.map("gpuNodes");
        section.rows(Names.RIGHT, Names.RIGHT_IN_WORDS).forEach((region, map) -> {
            regions.requireKey(section, region, region);
            int count = Field.whole(map, "count", 0, MAX_COUNT);
            String model = map.scalarText("card");
            if (map.sound("card") && !Names.RIGHT.matcher(model).matches()) {
                map.fail("card", "the name must be " + Names.RIGHT_IN_WORDS + ", not " + Wording.quote(model));
            }
            int cards = Field.whole(map, "cards", 1, MAX_CARDS, 1);
            long memoryBytes = Field.whole(map, "cardMemoryGb", 1, MAX_MEMORY_GB) * BYTES_PER_GB;
            Names.requireShort(map, region + "-gpu-", count);
            map.refuseOtherKeys();
            for (int number = 1; number <= count; number++) {
                nodes.add(new GpuNode(region + "-gpu-" + number, region, model, cards, memoryBytes, Instant.EPOCH));
            }
        });
        return nodes;
    }
}
