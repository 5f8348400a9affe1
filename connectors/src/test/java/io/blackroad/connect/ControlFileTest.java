package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFileTest {
    @TempDir
    Path folder;

    @Test
    void theDefaultsAreTheGuidesRules() {
        assertThat(ControlFile.defaults().rules())
                .extracting(
                        Rule::getId,
                        Rule::getMinReplicas,
                        Rule::getMaxReplicas,
                        Rule::getUpAbovePercent,
                        Rule::getDownBelowPercent,
                        Rule::getCooldownSeconds)
                .containsExactly(
                        tuple("api", 5, 50, 70, 30, 300),
                        tuple("worker", 10, 100, 80, 40, 600),
                        tuple("gpu", 2, 20, 90, 50, 900));
    }

    @Test
    void theDefaultTargetsAreEveryServiceInEveryRegion() {
        ControlTables tables = ControlFile.defaults();

        assertThat(tables.regions()).extracting(Region::getId).containsExactly("us-east", "eu-west", "ap-south");
        assertThat(tables.targets()).hasSize(9);
        assertThat(tables.targets())
                .filteredOn(target -> target.getRegion().equals("eu-west"))
                .extracting(
                        Target::getId, Target::getRuleId, Target::getDisplayName, Target::getReplicaNanoDollarsPerHour)
                .containsExactly(
                        tuple("eu-west/api", "api", "API Pods", 111_000_000L),
                        tuple("eu-west/worker", "worker", "Worker Pods", 222_000_000L),
                        tuple("eu-west/gpu", "gpu", "GPU Nodes", 4_500_000_000L));
    }

    @Test
    void workersAreExpandedToARowEach() {
        ControlTables tables = ControlFile.defaults();

        assertThat(tables.workers()).hasSize(150).extracting(Worker::getId).doesNotHaveDuplicates();
        assertThat(tables.workers())
                .extracting(Worker::getId, Worker::getRegion, Worker::getCpuMillis, Worker::getMemoryBytes)
                .contains(tuple("ap-south-worker-50", "ap-south", 8_000, 32_000_000_000L));
    }

    @Test
    void pricesAreExactInNanoDollars() {
        assertThat(ControlFile.defaults().prices())
                .extracting(Price::getId, Price::getUnit, Price::getNanoDollars)
                .containsExactly(
                        tuple("railway/vcpu/2026-01-01", "minute", 463_000L),
                        tuple("railway/memory-gb/2026-01-01", "minute", 231_000L),
                        tuple("railway/gpu-h100/2026-01-01", "hour", 4_500_000_000L),
                        tuple("cloudflare/request/2026-01-01", "each", 500L),
                        tuple("cloudflare/storage-read/2026-01-01", "each", 500L),
                        tuple("cloudflare/storage-write/2026-01-01", "each", 5_000L),
                        tuple("cloudflare/storage-gb/2026-01-01", "month", 15_000_000L));
    }

    @Test
    void phasesAreInTheOrderOfGrowth() {
        assertThat(ControlFile.defaults().phases())
                .extracting(
                        Phase::getId,
                        Phase::getOrdinal,
                        Phase::getMaxAgents,
                        Phase::getMonthlyBudgetNanoDollars,
                        Phase::getActive,
                        Phase::getDate,
                        Phase::getArchitecture,
                        Phase::getRegions)
                .containsExactly(
                        tuple("development", 1, 100, 0L, false, "now", "single-node", 1),
                        tuple("alpha", 2, 1_000, 500_000_000_000L, false, "2026-Q1", "small-cluster", 1),
                        tuple("beta", 3, 5_000, 2_000_000_000_000L, false, "2026-Q1", "medium-cluster", 3),
                        tuple("ga", 4, 10_000, 5_000_000_000_000L, false, "2026-Q2", "large-cluster", 3),
                        tuple("scale", 5, 30_000, 15_000_000_000_000L, true, "2026-Q3", "massive-scale", 3));
    }

    @Test
    void phasesSayWhatTheyAreBuiltFrom() {
        assertThat(ControlFile.defaults().phases().get(1).getResources())
                .containsExactly(
                        new PhaseResource("api", "", 2, 2_000, 4_000_000_000L, 0, 0L),
                        new PhaseResource("worker", "", 4, 4_000, 8_000_000_000L, 0, 0L),
                        new PhaseResource("gpu", "H100", 1, 0, 0L, 1, 0L),
                        new PhaseResource("database", "PostgreSQL", 1, 4_000, 16_000_000_000L, 0, 100_000_000_000L),
                        new PhaseResource("redis", "Redis", 1, 0, 2_000_000_000L, 0, 0L));
    }

    @Test
    void aFileGivesTheTablesOfItsText() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), ControlFile.defaultText());

        assertThat(ControlFile.read(file)).isEqualTo(ControlFile.defaults());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.yaml");

        assertThat(refusal(file)).hasMessageContaining(file.toString()).hasMessageContaining("there is no such file");
    }

    @Test
    void aFolderIsRefused() {
        assertThat(refusal(folder)).hasMessageContaining("cannot be read");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("bytes.yaml"), "rägions".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        Path file = Files.write(folder.resolve("huge.yaml"), new byte[1_000_001]);

        assertThat(refusal(file)).hasMessageContaining("above 1000000 bytes");
    }

    private static ControlFileException refusal(Path file) {
        return catchThrowableOfType(ControlFileException.class, () -> ControlFile.read(file));
    }
}
