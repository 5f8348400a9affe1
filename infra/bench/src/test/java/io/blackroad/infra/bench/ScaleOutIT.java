package io.blackroad.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share the partitions account for every fact, and the load stage gets no more of them for it. */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
class ScaleOutIT {

    @TempDir
    Path folder;

    @Test
    void theLoadStageGetsAsManyRecordsHoweverManyInstancesSend() throws IOException {
        Path json = folder.resolve("result.json");
        int code = Bench.commandLine()
                .execute(
                        "--quick",
                        "--only",
                        "scaleout",
                        "--agents",
                        "900",
                        "--events",
                        "90000",
                        "--json",
                        json.toString());

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("differences")).isEmpty();
        assertThat(code).isZero();
        JsonNode rows = result.path("scaleout");
        assertThat(rows).hasSize(3);
        long one = rows.get(0).path("partials").asLong();
        assertThat(one).isPositive();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.path("partials").asLong()).isEqualTo(one));
    }
}
