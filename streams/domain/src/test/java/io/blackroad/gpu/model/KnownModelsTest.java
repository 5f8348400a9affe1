package io.blackroad.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownModelsTest {

    @Test
    void atLeastTwelveModelsAreKnownByNameAndRepository() {
        assertThat(KnownModels.all()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(KnownModels.find("LLAMA-3.1-8B"))
                .isEqualTo(KnownModels.find("meta-llama/Llama-3.1-8B"))
                .isPresent();
        assertThat(KnownModels.find("gpt-5")).isEmpty();
    }

    /** A slip in one number of a row would show in the sum over the layers. */
    @Test
    void parametersFollowFromTheArchitecture() throws IOException {
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(KnownModels.class.getResourceAsStream("models.csv"), StandardCharsets.UTF_8))) {
            List<String> rows =
                    file.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
            assertThat(rows).hasSize(KnownModels.all().size());
            rows.forEach(KnownModelsTest::check);
        }
    }

    private static void check(String row) {
        String[] field = row.split(",");
        long[] n = Arrays.stream(field).skip(2).mapToLong(Long::parseLong).toArray();
        long layers = n[1];
        long heads = n[2];
        long kv = n[3];
        long dim = n[4];
        long vocabulary = n[7];
        long hidden = n[8];
        long intermediate = n[9];
        long experts = n[10];
        long embeddings = vocabulary * hidden * (2 - n[11]);
        long attention = 2 * hidden * heads * dim + 2 * hidden * kv * dim + n[12] * (heads + 2 * kv) * dim;
        long router = experts > 1 ? hidden * experts : 0;
        long layer = attention + 3 * hidden * intermediate * experts + router + n[13] * hidden;
        assertThat(embeddings + layers * layer + hidden).as(field[0]).isEqualTo(n[0]);
    }
}
