package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.streams.golden.Golden;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names of stores, processors and internal topics: a change of one throws state away at the next upgrade. */
class GoldenTest {

    @Test
    void theTopologyIsTheOneThatWasReviewed() {
        Golden.assertGolden(
                "topology.txt",
                FleetDriver.topology(new InMemoryRegistry(), 1).describe().toString());
    }

    @Test
    void nothingInItIsNamedByANumber() {
        String description =
                FleetDriver.topology(new InMemoryRegistry(), 1).describe().toString();
        assertThat(Pattern.compile("[A-Z]-?0{6,}").matcher(description).find())
                .as("KSTREAM-SOURCE-0000000001 and the like move when a step is added")
                .isFalse();
    }
}
