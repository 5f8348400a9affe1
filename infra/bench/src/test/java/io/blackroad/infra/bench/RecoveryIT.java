package io.blackroad.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances killed at seeded moments under a steady load with cooldowns of seconds: no replica is taken away, each
 * sample and decision is read once and in order, and every fact is accounted for.
 */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
class RecoveryIT {

    @TempDir
    Path folder;

    @Test
    void noRestartCausesAScaleDownOrLosesAFact() throws IOException {
        Path json = folder.resolve("result.json");
        int code = Bench.commandLine()
                .execute("--quick", "--only", "recovery", "--agents", "900", "--json", json.toString());

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("differences")).isEmpty();
        assertThat(code).isZero();
        assertThat(result.path("recovery")).hasSize(2).allSatisfy(setUp -> {
            assertThat(setUp.path("scaleDowns").asInt()).isZero();
            assertThat(setUp.path("recoveries")).isNotEmpty();
        });
    }
}
