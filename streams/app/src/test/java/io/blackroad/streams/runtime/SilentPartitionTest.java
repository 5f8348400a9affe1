package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.Residence;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.Placed;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.placement.PlacementTopology;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredPlacementNews;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two source partitions of which one falls silent as a whole: its time stands still, and its agents are lost even so. */
class SilentPartitionTest {
    private static final int SILENT = 0;
    private static final int SPEAKS = 1;

    @TempDir
    Path directory;

    private FleetDriver fleet;
    private final String here = nameIn(SILENT);
    private final String there = nameIn(SPEAKS);

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory, 2);
        fleet.send(Topics.WORKERS, "w1", worker("w1"), START);
        fleet.send(Topics.WORKERS, "w2", worker("w2"), START);
        LifecycleChanged life =
                FleetDriver.lifecycleFact(here, LifecycleChange.IDLE, fleet.next(here + "/lifecycle"), START);
        life.setWorker("w1");
        fleet.send(Topics.LIFECYCLE_CHANGED, here, life, START);
        fleet.sample(here, 100, at(1));
        elsewhere(
                1,
                List.of(new Residence(
                        there, "worker", "r", "w2", FleetDriver.EPOCH, 1_000, Residence.Phase.RUNNING, false)));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void itsAgentsArePlacedAnewByTheTimeOfTheOthersAndAreBackWhenItSpeaks() {
        for (int second = 5; second <= 40; second += 5) {
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(5));
            elsewhere(second, List.of());
            assertThat(placed()).as("second %s", second).isEmpty();
        }
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(5));
        elsewhere(45, List.of());
        assertThat(placed())
                .extracting(Placed::getAgentId, Placed::getWorker, Placed::getReason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        here,
                        "w2",
                        "w1 is lost: w2 has the least load of 1 live worker, 1000, the agent asks for 1000"));

        fleet.sample(here, 100, at(46));
        fleet.sample(here, 100, at(47));
        elsewhere(47, List.of());
        fleet.sample(here, 100, at(48));
        elsewhere(48, List.of());
        assertThat(heardOn("w1")).isEqualTo(1);
    }

    @Test
    void nobodyIsLostWhoSpeaksNowAndThen() {
        for (int second = 5; second <= 120; second += 5) {
            if (second % 10 == 0) {
                fleet.sample(here, 100, at(second));
            }
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(5));
            elsewhere(second, List.of());
        }
        assertThat(placed()).isEmpty();
    }

    private int heardOn(String worker) {
        StoredPlacement region = (StoredPlacement)
                fleet.driver.getKeyValueStore(PlacementTopology.PLACEMENT_STORE).get("us-east");
        return region.getWorkers().stream()
                .filter(each -> each.getId().equals(worker))
                .findFirst()
                .orElseThrow()
                .getHeard();
    }

    /** The other partition has ended a tick. */
    private void elsewhere(int second, List<Residence> said) {
        StoredPlacementNews news = PlacementNews.last(SPEAKS, at(second).getEpochSecond(), true, said);
        String topic = PlacementTopology.newsTopic(
                RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), directory, 0)
                        .applicationId());
        fleet.bytes(
                topic,
                "us-east".getBytes(StandardCharsets.UTF_8),
                new StoredSerde<>(StoredPlacementNews.class).serializer().serialize("", news),
                at(second));
    }

    private List<Placed> placed() {
        FactReader<Placed> reader = new FactReader<>(fleet.registry, Placed.class);
        return fleet.records(Topics.PLACED.name()).stream()
                .map(record -> reader.read(record.value(), null))
                .toList();
    }

    private static String nameIn(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(number -> "agent-" + number)
                .filter(name -> Keys.partitionOf(name, 2) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static Worker worker(String id) {
        return new Worker(id, "us-east", 8_000, 32_000_000_000L, 0, false, START);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
