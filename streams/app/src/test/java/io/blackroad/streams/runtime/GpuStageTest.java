package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.EPOCH;
import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LeaseChange;
import io.blackroad.schema.LeaseChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuStageTest {
    private static final long GB = 1_000_000_000L;

    @TempDir
    Path directory;

    private FleetDriver fleet;

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void aRequestIsGrantedOnANodeOfTheAgentsRegion() {
        node("n1", "us-east", 2);
        node("n2", "eu-west", 8);
        fleet.register("agent-0", START);
        ask("agent-0", "r1", 40 * GB, at(1));
        LeaseChanged granted = only(changes());
        assertThat(granted.getChange()).isEqualTo(LeaseChange.GRANTED);
        assertThat(granted.getNode()).isEqualTo("n1");
        assertThat(granted.getCards()).containsExactly(0);
        assertThat(granted.getLeaseEpoch()).isEqualTo(1);
        assertThat(granted.getMemoryBytes()).isEqualTo(40 * GB);
        assertThat(granted.getOccurredAt()).isEqualTo(at(1));
    }

    @Test
    void whoAsksBeforeItsRegionIsKnownIsServedOnceItIs() {
        node("n1", "us-east", 2);
        ask("agent-0", "r1", 40 * GB, START);
        assertThat(changes()).isEmpty();
        fleet.register("agent-0", at(1));
        assertThat(changes()).extracting(LeaseChanged::getChange).containsExactly(LeaseChange.GRANTED);
    }

    @Test
    void whatIsReleasedGoesToTheFirstWhoWaits() {
        node("n1", "us-east", 1);
        register("agent-0", "agent-1", "agent-2");
        ask("agent-0", "r", 80 * GB, at(1));
        ask("agent-1", "r", 80 * GB, at(2));
        ask("agent-2", "r", 80 * GB, at(3));
        assertThat(changes())
                .extracting(LeaseChanged::getChange, LeaseChanged::getQueuePosition, LeaseChanged::getQueueBound)
                .containsExactly(
                        tuple(LeaseChange.GRANTED, 0, 0),
                        tuple(LeaseChange.QUEUED, 1, 64),
                        tuple(LeaseChange.QUEUED, 2, 65));
        gpu("agent-0", "r", GpuChange.RELEASED, 0, at(4));
        assertThat(changes())
                .extracting(LeaseChanged::getAgentId, LeaseChanged::getChange)
                .containsExactly(tuple("agent-0", LeaseChange.RELEASED), tuple("agent-1", LeaseChange.GRANTED));
    }

    @Test
    void aHolderThatIsNotHeardOfForThirtySecondsIsFreedAtTheNextTick() {
        node("n1", "us-east", 1);
        register("dead", "waiting");
        ask("dead", "r", 80 * GB, at(0));
        ask("waiting", "r", 80 * GB, at(1));
        changes();
        for (int second = 1; second <= 30; second++) {
            fleet.sample("waiting", 100, at(second));
            assertThat(changes()).as("second %s", second).isEmpty();
        }
        fleet.sample("waiting", 100, at(31));
        assertThat(changes())
                .extracting(LeaseChanged::getAgentId, LeaseChanged::getChange, LeaseChanged::getReason)
                .containsExactly(
                        tuple("dead", LeaseChange.EXPIRED, "dead was not heard of for 30 s"),
                        tuple("waiting", LeaseChange.GRANTED, "card 0 of n1, 80.0 GB"));
    }

    @Test
    void aHolderInAPartitionInWhichNobodySpeaksIsFreedByTheTimeOfTheOthers() {
        node("n1", "us-east", 1);
        register("dead");
        ask("dead", "r", 80 * GB, at(1));
        changes();
        for (int second = 5; second <= 40; second += 5) {
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(5));
            assertThat(changes()).as("second %s", second).isEmpty();
            elsewhere(at(second));
        }
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(changes())
                .extracting(LeaseChanged::getChange, LeaseChanged::getReason)
                .containsExactly(
                        tuple(LeaseChange.EXPIRED, "dead and all others of its partition were not heard of for 30 s"));
    }

    @Test
    void nobodyIsLostWhileTimeStandsStillEverywhereOrSomebodySpeaks() {
        node("n1", "us-east", 1);
        register("agent-0");
        ask("agent-0", "r", 80 * GB, at(1));
        changes();
        fleet.driver.advanceWallClockTime(Duration.ofMinutes(10));
        assertThat(changes()).isEmpty();
        for (int second = 5; second <= 100; second += 5) {
            fleet.sample("agent-0", 100, at(second));
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(5));
            elsewhere(at(second));
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    void whoseLeaseHasExpiredMayAskAgainUnderTheSameName() {
        node("n1", "us-east", 1);
        register("agent-0", "agent-1");
        ask("agent-0", "r", 80 * GB, at(1));
        ask("agent-1", "r", 80 * GB, at(1));
        for (int second = 10; second <= 3_700; second += 10) {
            fleet.sample("agent-0", 100, at(second));
            fleet.sample("agent-1", 100, at(second));
        }
        assertThat(changes())
                .extracting(LeaseChanged::getChange)
                .containsExactly(LeaseChange.GRANTED, LeaseChange.QUEUED, LeaseChange.EXPIRED);
        ask("agent-1", "r", 80 * GB, at(3_701));
        assertThat(changes()).extracting(LeaseChanged::getChange).containsExactly(LeaseChange.QUEUED);
    }

    @Test
    void whoStopsOrBootsAnewHoldsNothing() {
        node("n1", "us-east", 2);
        register("agent-0", "agent-1");
        ask("agent-0", "r", 80 * GB, at(1));
        ask("agent-1", "r", 80 * GB, at(1));
        changes();
        fleet.lifecycle("agent-0", LifecycleChange.STOPPED, at(2));
        LifecycleChanged boot = FleetDriver.lifecycleFact("agent-1", LifecycleChange.REGISTERED, 1, at(3));
        boot.setEpoch(EPOCH + 1);
        fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", boot, at(3));
        assertThat(changes())
                .extracting(LeaseChanged::getChange, LeaseChanged::getReason)
                .containsExactly(
                        tuple(LeaseChange.EXPIRED, "agent-0 is stopped"),
                        tuple(LeaseChange.EXPIRED, "agent-1 has booted anew"));
    }

    @Test
    void aRepeatedFactGrantsNothingTwice() {
        node("n1", "us-east", 2);
        register("agent-0");
        GpuChanged ask = fact("agent-0", "r", GpuChange.REQUESTED, 40 * GB, 1, at(1));
        GpuChanged release = fact("agent-0", "r", GpuChange.RELEASED, 40 * GB, 2, at(2));
        for (GpuChanged each : List.of(ask, ask, release, ask, release)) {
            fleet.send(Topics.GPU_CHANGED, "agent-0", each, at(2));
        }
        assertThat(changes())
                .extracting(LeaseChanged::getChange)
                .containsExactly(LeaseChange.GRANTED, LeaseChange.RELEASED);
    }

    @Test
    void nodesOfTheTableAreFollowedWithinASecond() {
        register("agent-0", "agent-1");
        ask("agent-0", "r", 80 * GB, at(1));
        assertThat(changes()).extracting(LeaseChanged::getChange).containsExactly(LeaseChange.QUEUED);
        node("n1", "us-east", 1);
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(changes()).extracting(LeaseChanged::getChange).containsExactly(LeaseChange.GRANTED);
        fleet.bytes(Topics.GPU_NODES.name(), "n1".getBytes(StandardCharsets.UTF_8), null, at(1));
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(1));
        gpu("agent-0", "r", GpuChange.RELEASED, 0, at(2));
        ask("agent-1", "r", 80 * GB, at(3));
        assertThat(changes())
                .extracting(LeaseChanged::getChange)
                .containsExactly(LeaseChange.RELEASED, LeaseChange.QUEUED);
    }

    @Test
    void whatNoNodeCouldHoldIsRefusedAndSaidWhy() {
        node("n1", "us-east", 4);
        register("agent-0");
        ask("agent-0", "r", 90 * GB, at(1));
        LeaseChanged refused = only(changes());
        assertThat(refused.getChange()).isEqualTo(LeaseChange.REJECTED);
        assertThat(refused.getReason()).contains("90.0 GB", "4 x h100 80.0 GB");
    }

    @Test
    void samplesAreKeptWithTheLease() {
        node("n1", "us-east", 1);
        register("agent-0");
        ask("agent-0", "r", 40 * GB, at(1));
        GpuChanged sample = fact("agent-0", "r", GpuChange.SAMPLED, 0, 2, at(2));
        sample.setUtilizationPermille(640);
        sample.setMemoryUsedBytes(30 * GB);
        fleet.send(Topics.GPU_CHANGED, "agent-0", sample, at(2));
        List<StoredClaim> claims = new java.util.ArrayList<>();
        try (var all = fleet.driver
                .<String, StoredClaim>getKeyValueStore(GpuTopology.CLAIM_STORE)
                .all()) {
            all.forEachRemaining(entry -> claims.add(entry.value));
        }
        assertThat(claims)
                .extracting(StoredClaim::getUtilizationPermille, StoredClaim::getMemoryUsedBytes)
                .containsExactly(tuple(640, 30 * GB));
    }

    @Test
    void factsThatMakeNoSenseAreDeadLetters() {
        register("agent-0");
        gpu("agent-0", "", GpuChange.REQUESTED, 40 * GB, at(1));
        gpu("agent-0", "r", GpuChange.REQUESTED, 0, at(1));
        GpuChanged many = fact("agent-0", "r", GpuChange.REQUESTED, GB, 9, at(1));
        many.setGpuCount(65);
        fleet.send(Topics.GPU_CHANGED, "agent-0", many, at(1));
        assertThat(fleet.account(Topics.GPU_CHANGED).getDeadLettered()).isEqualTo(3);
        assertThat(changes()).isEmpty();
    }

    @Test
    void memoryThatIsLeasedAndNotUsedForAnHourIsAdvisedAgainst() {
        node("n1", "us-east", 1);
        register("agent-0");
        ask("agent-0", "r", 40 * GB, at(1));
        for (int minute = 0; minute < 61; minute++) {
            for (int second = 0; second < 60; second += 20) {
                fleet.sample("agent-0", 500, at(60 * minute + second + 2));
            }
            GpuChanged sample = fact("agent-0", "r", GpuChange.SAMPLED, 0, 2 + minute, at(60 * minute + 3));
            sample.setUtilizationPermille(640);
            sample.setMemoryUsedBytes(59 * GB / 10);
            fleet.send(Topics.GPU_CHANGED, "agent-0", sample, at(60 * minute + 3));
        }
        assertThat(fleet.alerts())
                .filteredOn(change -> change.getSeverity().equals("advice")
                        && change.getName().startsWith("Gpu"))
                .extracting(AlertChanged::getName, AlertChanged::getSummary)
                .containsExactly(tuple(
                        "GpuMemorySize/us-east",
                        "us-east uses 14.7 % of its 40.00 GB of a card (p95 of 60 readings in 24 h): 10.00 GB of a card"
                                + " would be used to 58.8 %"));
    }

    private void register(String... agents) {
        for (String agent : agents) {
            fleet.register(agent, START);
        }
    }

    private void node(String id, String region, int cards) {
        GpuNode row = new GpuNode(id, region, "h100", cards, 80 * GB, START);
        fleet.send(Topics.GPU_NODES, id, row, START);
    }

    /** Agents of another partition have told of so much. */
    private void elsewhere(Instant now) {
        StoredGpuFact tick = GpuWire.ticked(now.getEpochSecond() * 1_000_000);
        byte[] value = new StoredSerde<>(StoredGpuFact.class).serializer().serialize("", tick);
        String topic =
                GpuTopology.factsTopic(RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), directory, 0)
                        .applicationId());
        fleet.bytes(topic, "us-east".getBytes(StandardCharsets.UTF_8), value, now);
    }

    private void ask(String agent, String request, long bytes, Instant at) {
        gpu(agent, request, GpuChange.REQUESTED, bytes, at);
    }

    private void gpu(String agent, String request, GpuChange change, long bytes, Instant at) {
        fleet.send(Topics.GPU_CHANGED, agent, fact(agent, request, change, bytes, fleet.next(agent + "/gpu"), at), at);
    }

    private static GpuChanged fact(
            String agent, String request, GpuChange change, long bytes, long sequence, Instant at) {
        return GpuChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(agent)
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setChange(change)
                .setRequestId(request)
                .setMemoryBytes(bytes)
                .build();
    }

    private List<LeaseChanged> changes() {
        FactReader<LeaseChanged> reader = new FactReader<>(fleet.registry, LeaseChanged.class);
        return fleet.records(Topics.LEASE_CHANGED.name()).stream()
                .map(record -> reader.read(record.value(), null))
                .toList();
    }

    private static LeaseChanged only(List<LeaseChanged> changes) {
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
