package io.blackroad.infra.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.producer.replay.LoadTrace;
import io.blackroad.schema.LoadSampled;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSamplesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static LoadSampled sample(int second, long arrivals, long cpuMillis) {
        LoadSampled sample = new LoadSampled();
        sample.setTickEnd(START.plusSeconds(second));
        sample.setTickMicros(1_000_000);
        sample.setArrivals(arrivals);
        sample.setCpuUsedMillis(cpuMillis);
        return sample;
    }

    @Test
    void aLevelIsWhatArrivedInASecondAndSilenceIsNoLoad() {
        LoadTrace trace = RecordedSamples.trace(
                "us-east/api", List.of(sample(0, 7, 1), sample(1, 9, 1), sample(500, 4, 1), sample(501, 0, 1)));

        assertThat(trace.name()).isEqualTo("us-east/api");
        assertThat(trace.seconds()).isEqualTo(502);
        assertThat(trace.starts()).containsExactly(0, 1, 61, 500, 501);
        assertThat(trace.levels()).containsExactly(7, 9, 0, 4, 0);
    }

    @Test
    void withoutTasksItIsTheCpuThatWasUsed() {
        LoadTrace trace = RecordedSamples.trace("us-east/api", List.of(sample(0, 0, 2_500), sample(1, 0, 3_000)));
        assertThat(trace.levels()).containsExactly(2.5, 3.0);
    }

    @Test
    void wrongUsageIsNamed(@TempDir Path folder) {
        World world = new World(folder);
        assertThat(world.run("backtest", "--rules", "kpa", "--from", "1h")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("backtest", "--rules", "kpa", "--target", "api")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("backtest", "--rules", "kpa", "--target", "a/b", "--from", "1h", "--to", "2h"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("backtest", "--rules", "kpa", "--target", "a/b", "--trace", "t.csv"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("backtest", "--rules", "kpa", "--target", "a/b", "--bootstrap-servers=127.0.0.1:1"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(world.err()).contains("cannot be read");
    }
}
