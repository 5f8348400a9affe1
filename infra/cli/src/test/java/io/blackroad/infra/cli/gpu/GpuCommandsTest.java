package io.blackroad.infra.cli.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCommandsTest {
    private static final double PUBLISHED = 95.2;

    @TempDir
    Path folder;

    @Test
    void packsSharedCardsNoWorseThanTheTextbookDoes() throws IOException {
        JsonNode results = pack(nodes(), pods(), "--seeds", "3");
        assertThat(results).hasSize(4);
        assertThat(results.get(3).path("meanPercent").asDouble())
                .isGreaterThanOrEqualTo(results.get(0).path("meanPercent").asDouble())
                .isGreaterThanOrEqualTo(results.get(1).path("meanPercent").asDouble())
                .isLessThanOrEqualTo(100);
    }

    @Test
    void theSameOrdersGiveTheSameTable() throws IOException {
        Path nodes = nodes();
        Path pods = pods();
        assertThat(pack(nodes, pods, "--seeds", "2")).isEqualTo(pack(nodes, pods, "--seeds", "2"));
    }

    /** The real trace where the machine has it; reported as skipped where it has not. */
    @Test
    void packsTheRealTraceBetterThanIsPublished() throws IOException {
        Path traces = Path.of(System.getProperty("blackroad.traces", ""));
        Path pods = traces.resolve("openb_pod_list_default.csv");
        assumeTrue(Files.exists(pods), "no trace " + pods + "; name its folder with -Dblackroad.traces=DIR");
        JsonNode results = pack(traces.resolve("openb_node_list_gpu_node.csv"), pods, "--seeds", "2");
        assertThat(results.get(3).path("meanPercent").asDouble()).isGreaterThanOrEqualTo(PUBLISHED);
    }

    @Test
    void aBrokenRowIsNamedWithItsLine() throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.csv"), "sn,cpu_milli,memory_mib,gpu,model\nn1,64000,1024,two,T4\n");
        World world = new World(folder);
        int code = world.run("gpu", "pack", "--nodes", broken.toString(), "--pods", pods().toString());
        assertThat(code).isEqualTo(1);
        assertThat(world.err())
                .isEqualToIgnoringNewLines("scale.sh: " + broken + " line 2: gpu is 'two', which is no whole number");
    }

    @Test
    void aModelThatFitsPrintsItsEngine() {
        World world = new World(folder);
        assertThat(world.run("gpu", "model", "qwen2.5-7b", "--sequences", "4")).isZero();
        assertThat(world.out()).contains("vllm serve Qwen/Qwen2.5-7B-Instruct --tensor-parallel-size 1");
    }

    @Test
    void aModelThatDoesNotFitPrintsWhatWould() {
        World world = new World(folder);
        assertThat(world.run("gpu", "model", "llama-3.1-405b", "--nodes", "2x8xH100:80:4.50"))
                .isEqualTo(1);
        assertThat(world.out()).contains("would fit:", "a pipeline over 2 nodes of 8 x H100, $72.00 an hour");
    }

    @Test
    void aWrongNameGetsTheNearest() {
        World world = new World(folder);
        assertThat(world.run("gpu", "model", "lama-3.1-8b")).isEqualTo(1);
        assertThat(world.err()).contains("did you mean llama-3.1-8b?");
    }

    private JsonNode pack(Path nodes, Path pods, String... more) throws IOException {
        World world = new World(folder);
        String[] arguments = {
            "gpu", "pack", "--json", "--nodes", nodes.toString(), "--pods", pods.toString(), more[0], more[1]
        };
        assertThat(world.run(arguments)).as(world.err()).isZero();
        return new ObjectMapper().readTree(world.out());
    }

    private Path nodes() throws IOException {
        StringBuilder csv = new StringBuilder("sn,cpu_milli,memory_mib,gpu,model\n");
        for (int number = 0; number < 240; number++) {
            csv.append("n")
                    .append(number)
                    .append(",96000,393216,")
                    .append(1 << number % 4)
                    .append(",T4\n");
        }
        return Files.writeString(folder.resolve("nodes.csv"), csv);
    }

    private Path pods() throws IOException {
        int[] shares = {1000, 810, 470, 460, 320, 230, 190, 530, 540};
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n");
        for (int number = 0; number < 1_500; number++) {
            csv.append("p").append(number).append(",4000,8192,1,").append(shares[random.nextInt(shares.length)]);
            csv.append(",\n");
        }
        return Files.writeString(folder.resolve("pods.csv"), csv);
    }
}
