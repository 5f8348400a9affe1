package io.blackroad.connect;

import io.blackroad.schema.control.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the regions section. */
final class RegionRows {
    private static final int MAX_WEIGHT = 1_000;
    private static final int LONGEST_URL = 300;

    private RegionRows() {}

    static List<Region> read(YamlMap section) {
        List<Region> regions = new ArrayList<>();
        section.rows(Names.RIGHT, Names.RIGHT_IN_WORDS).forEach((name, map) -> {
            int weight = Field.whole(map, "weight", 1, MAX_WEIGHT, 1);
            String url = map.has("url") ? Field.text(map, "url", LONGEST_URL) : "";
            if (map.sound("url") && !url.isEmpty() && !url.matches("https?://[^\\s/].*")) {
                map.fail(
                        "url",
                        "an address as in https://" + name + ".example.com is expected, not " + Wording.quote(url));
            }
            map.refuseOtherKeys();
            regions.add(new Region(name, weight, url, Instant.EPOCH));
        });
        return regions;
    }
}
