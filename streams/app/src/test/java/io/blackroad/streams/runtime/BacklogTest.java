package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static io.blackroad.streams.runtime.FleetDriver.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.Partial;
import io.blackroad.schema.LoadSampled;
import io.blackroad.streams.load.LoadTopology;
import io.blackroad.streams.load.UnreadFacts;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredPartial;
import io.blackroad.streams.stored.StoredSerde;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two source partitions with the past to read, of which one is read long before the other. */
class BacklogTest {
    private static final int AGENTS = 4;
    private static final int SECONDS = 60;

    @TempDir
    Path directory;

    private final Set<Integer> behind = new HashSet<>(Set.of(0, 1));
    private FleetDriver fleet;

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory, 2, new UnreadFacts() {
            @Override
            public void ask() {}

            @Override
            public boolean in(int partition) {
                return behind.contains(partition);
            }

            @Override
            public boolean behind(int partition) {
                return behind.contains(partition);
            }
        });
        fleet.control(1, 10);
        for (int agent = 0; agent < AGENTS; agent++) {
            fleet.register("agent-" + agent, START);
        }
        for (int second = 0; second <= SECONDS; second++) {
            fleet.second(AGENTS, 100, START.plusSeconds(second));
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void nothingIsDecidedOnThePartitionThatWasReadFirst() {
        behind.remove(0);
        fleet.driver.advanceWallClockTime(Duration.ofMinutes(5));
        assertThat(fleet.samples()).isEmpty();
        assertThat(fleet.decisions()).isEmpty();

        for (int second = 1; second <= SECONDS; second++) {
            elsewhere(second);
        }
        List<LoadSampled> samples = fleet.samples();
        assertThat(samples).isNotEmpty().allSatisfy(sample -> {
            assertThat(sample.getAgents()).isEqualTo(2 * AGENTS);
            assertThat(sample.getMissing()).isZero();
        });
        assertThat(samples.get(samples.size() - 1).getTickEnd()).isEqualTo(START.plusSeconds(SECONDS));
    }

    @Test
    void aPartitionWithNothingToReadIsNotAwaited() {
        behind.clear();
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(fleet.samples())
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.getAgents()).isEqualTo(AGENTS));
    }

    /** What the other partition says of as many agents at the end of a second. */
    private void elsewhere(int second) {
        AgentSums sums = new AgentSums(
                AGENTS, AGENTS, 0, 0, AGENTS, 0, 100L * AGENTS, 1_000L * AGENTS, 0, 0, 0, 0, 0, 0, 100, 0, 0);
        Instant at = START.plusSeconds(second);
        Partial partial = new Partial(
                1,
                2,
                at.getEpochSecond(),
                sums,
                TaskCounts.ZERO,
                new int[0],
                new int[0],
                new Partial.SourceOffsets(second, -1, 0));
        String topic = LoadTopology.partialsTopic(
                RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), directory, 0)
                        .applicationId());
        fleet.bytes(
                topic,
                TARGET.getBytes(StandardCharsets.UTF_8),
                new StoredSerde<>(StoredPartial.class).serializer().serialize("", PartialWire.stored(partial)),
                at);
    }
}
