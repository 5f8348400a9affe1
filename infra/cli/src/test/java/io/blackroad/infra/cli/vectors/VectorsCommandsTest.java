package io.blackroad.infra.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator types them, against the embedded index. */
class VectorsCommandsTest {
    @TempDir
    Path folder;

    private ServedVectors served;
    private World world;

    @BeforeEach
    void start() {
        served = ServedVectors.start(folder.resolve("vectors"), 3, "127.0.0.1", 0, "");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private int run(String... arguments) {
        world = new World(folder)
                .with("BLACKROAD_VECTORS_URL", served.url().toString())
                .with("BLACKROAD_VECTORS_DIMENSIONS", "3");
        return world.run(arguments);
    }

    @Test
    void storesFindsCountsAndRemoves() throws IOException {
        Files.writeString(folder.resolve("v.jsonl"), """
                {"agent":"a","id":"north","values":[0,1,0],"metadata":{"text":"up"}}
                {"agent":"a","id":"east","values":[1,0,0]}

                {"agent":"b","id":"north","values":[0,1,0]}
                """);
        Files.writeString(folder.resolve("q.json"), "[0.1, 1, 0]");

        assertThat(run("vectors", "upsert", "v.jsonl")).isZero();
        assertThat(world.err()).contains("3 vectors are stored");
        assertThat(run("vectors", "query", "a", "q.json")).isZero();
        assertThat(world.out()).isEqualTo("  0.9950  north  {text=up}\n  0.0995  east  {}\n");
        assertThat(run("vectors", "query", "a", "q.json", "--count", "1", "--json"))
                .isZero();
        assertThat(world.out())
                .startsWith("[{\"id\":\"north\",\"score\":0.99")
                .endsWith("\"metadata\":{\"text\":\"up\"}}]\n");
        assertThat(run("vectors", "delete", "a", "east")).isZero();
        assertThat(run("vectors", "delete", "b", "--all")).isZero();
        assertThat(run("vectors", "stats")).isZero();
        assertThat(world.err()).contains("1 vectors in all");
    }

    @Test
    void saysWhatIsWrongAndWhere() throws IOException {
        Files.writeString(folder.resolve("v.jsonl"), "{\"agent\":\"a\",\"id\":\"x\",\"values\":[0,\"one\",0]}");
        Files.writeString(folder.resolve("q.json"), "[1, 2]");

        assertThat(run("vectors", "upsert", "v.jsonl")).isEqualTo(1);
        assertThat(world.err()).contains("v.jsonl, line 1: value 1 is no number: \"one\"");
        assertThat(run("vectors", "upsert", "missing.jsonl")).isEqualTo(1);
        assertThat(world.err()).contains("missing.jsonl cannot be read");
        assertThat(run("vectors", "query", "a", "q.json")).isEqualTo(2);
        assertThat(world.err()).contains("has 2 values; here vectors have 3");
        assertThat(run("vectors", "delete", "a")).isEqualTo(2);
        assertThat(run("vectors", "query", "a", "q.json", "--dimensions", "0")).isEqualTo(2);
        World nowhere = new World(folder);
        assertThat(nowhere.run("vectors", "stats")).isEqualTo(1);
        assertThat(nowhere.err()).contains("no index of vectors is known").contains("--url");
    }
}
