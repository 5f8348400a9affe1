package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.EPOCH;
import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.ring.Routes;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.Move;
import io.blackroad.schema.Placed;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.Victim;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementStageTest {
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
    void anAgentWithoutAWorkerIsPlacedAtTheEndOfItsTick() {
        row("w1", false);
        fleet.register("agent-0", at(0));
        assertThat(placed()).isEmpty();
        second(1);
        Placed placed = placed().get(0);
        assertThat(placed.getAgentId()).isEqualTo("agent-0");
        assertThat(placed.getRegion()).isEqualTo("us-east");
        assertThat(placed.getWorker()).isEqualTo("w1");
        assertThat(placed.getSequence()).isEqualTo(1);
        assertThat(placed.getSaid()).isFalse();
        assertThat(placed.getVectorNamespace()).isEqualTo(Routes.vectorNumber("agent-0"));
        assertThat(placed.getMemoryShard())
                .isEqualTo(Routes.memoryShard(Routes.memoryRing(Routes.MEMORY_SHARDS), "agent-0"));
        assertThat(placed.getOccurredAt()).isEqualTo(at(1));
        assertThat(placed.getReason())
                .isEqualTo("it has no worker: w1 has the least load of 1 live worker, 0, the agent asks for 1000");
    }

    @Test
    void whoGoesWhereItWasPlacedIsPlacedOnceHoweverOftenItIsHeardOf() {
        row("w1", false);
        row("w2", false);
        fleet.register("agent-0", at(0));
        fleet.register("agent-1", at(0));
        second(1);
        List<Placed> placed = placed();
        assertThat(placed).extracting(Placed::getWorker).containsExactly("w1", "w2");
        placed.forEach(each -> runs(each.getAgentId(), each.getWorker(), at(1)));
        for (int second = 2; second < 600; second += 5) {
            hear(second, "agent-0", "agent-1");
        }
        assertThat(placed()).isEmpty();
        assertThat(plans()).isEmpty();
    }

    @Test
    void agentsOfALostWorkerArePlacedAnew() {
        for (String worker : List.of("w1", "w2", "w3")) {
            row(worker, false);
        }
        spread(9, "w1", "w2", "w3");
        for (int second = 2; second <= 31; second++) {
            hear(second, "agent-1", "agent-2", "agent-4", "agent-5", "agent-7", "agent-8");
            assertThat(placed()).as("second %s", second).isEmpty();
        }
        hear(32, "agent-1");
        hear(33, "agent-1");
        assertThat(placed())
                .extracting(Placed::getAgentId, Placed::getWorker)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("agent-0", "w2"),
                        org.assertj.core.groups.Tuple.tuple("agent-3", "w3"),
                        org.assertj.core.groups.Tuple.tuple("agent-6", "w2"));
    }

    @Test
    void aWorkerThatIsAddedIsFilledWithIdleAgentsFirst() {
        row("w1", false);
        spread(8, "w1");
        for (int agent = 0; agent < 4; agent++) {
            fleet.task("agent-" + agent, "t" + agent, TaskChange.STARTED, at(1));
        }
        for (int second = 2; second < 10; second++) {
            hear(second, everyone(8));
        }
        row("w2", false);
        Map<String, String> workers = new TreeMap<>();
        for (int second = 10; second < 30; second++) {
            hear(second, everyone(8));
            for (RebalancePlanned plan : plans()) {
                Instant now = at(second);
                plan.getMoves().forEach(move -> {
                    workers.put(move.getAgentId(), move.getToWorker());
                    runs(move.getAgentId(), move.getToWorker(), now);
                });
            }
        }
        assertThat(workers).isEqualTo(Map.of("agent-4", "w2", "agent-5", "w2", "agent-6", "w2", "agent-7", "w2"));
        List<Placed> repeated = placed();
        assertThat(repeated).extracting(Placed::getAgentId).containsExactlyInAnyOrderElementsOf(workers.keySet());
        assertThat(repeated).as("no orders").allMatch(Placed::getSaid);
    }

    @Test
    void aWorkerThatDrainsIsEmptied() {
        row("w1", false);
        row("w2", false);
        spread(4, "w1", "w2");
        hear(2, everyone(4));
        row("w2", true);
        hear(3, everyone(4));
        hear(4, everyone(4));
        RebalancePlanned plan = plans().get(0);
        assertThat(plan.getPlanId()).isEqualTo("us-east.1");
        assertThat(plan.getCause()).isEqualTo("w2 is draining with 2 agents");
        assertThat(plan.getMoves()).extracting(Move::getFromWorker).containsOnly("w2");
    }

    @Test
    void agentsOfAWorkerWhoseRowIsDeletedArePlacedAnew() {
        row("w1", false);
        row("w2", false);
        spread(4, "w1", "w2");
        hear(2, everyone(4));
        fleet.send(Topics.WORKERS, "w2", null, at(2));
        hear(3, everyone(4));
        hear(4, everyone(4));
        assertThat(placed()).extracting(Placed::getWorker).containsExactly("w1", "w1");
    }

    @Test
    void nothingIsDecidedFromFactsOfThePast() {
        row("w1", false);
        fleet.driver.advanceWallClockTime(Duration.ofHours(1));
        fleet.register("agent-0", at(0));
        for (int second = 1; second < 100; second++) {
            hear(second, "agent-0");
        }
        assertThat(placed()).isEmpty();
        hear(3_600, "agent-0");
        hear(3_601, "agent-0");
        assertThat(placed()).hasSize(1);
    }

    @Test
    void whoIsForgottenHasAPlaceNoLonger() {
        row("w1", false);
        fleet.register("agent-0", at(0));
        fleet.register("agent-1", at(0));
        second(1);
        fleet.lifecycle("agent-0", LifecycleChange.STOPPED, at(1));
        for (int second = 2; second < 1_000; second += 20) {
            hear(second, "agent-1");
        }
        assertThat(records(Topics.PLACED))
                .filteredOn(record -> record.value() == null)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("agent-0");
    }

    @Test
    void aDecisionToRunFewerReplicasNamesThoseThatGo() {
        fleet.control(1, 100);
        row("w1", false);
        for (String agent : everyone(10)) {
            LifecycleChanged fact =
                    FleetDriver.lifecycleFact(agent, LifecycleChange.IDLE, fleet.next(agent + "/lifecycle"), at(0));
            fact.setReplica("replica-of-" + agent);
            fleet.send(Topics.LIFECYCLE_CHANGED, agent, fact, at(0));
        }
        fleet.task("agent-0", "t", TaskChange.STARTED, at(0));
        fleet.applied(0, 10, ApplyOutcome.REPORTED, at(0));
        for (int second = 1; second < 615; second++) {
            hear(second, everyone(10));
        }
        ScaleDecided decision = fleet.decisions().stream()
                .filter(each -> each.getDirection() == Direction.DOWN)
                .findFirst()
                .orElseThrow();
        RebalancePlanned plan = plans().stream()
                .filter(each -> each.getDecisionId().equals(decision.getDecisionId()))
                .findFirst()
                .orElseThrow();
        assertThat(plan.getMoves()).isEmpty();
        assertThat(plan.getVictims()).hasSize(decision.getFromReplicas() - decision.getToReplicas());
        assertThat(plan.getVictims())
                .extracting(Victim::getReplica)
                .as("who works stays")
                .doesNotContain("replica-of-agent-0")
                .contains("replica-of-agent-1");
        assertThat(plan.getVictims().get(0).getAgentIds()).containsExactly("agent-1");
    }

    @Test
    void decisionsOfARegionWithoutWorkersAreNotKept() {
        fleet.control(1, 100);
        for (String agent : everyone(10)) {
            fleet.register(agent, at(0));
        }
        fleet.applied(0, 10, ApplyOutcome.REPORTED, at(0));
        for (int second = 1; second < 615; second++) {
            hear(second, everyone(10));
        }
        assertThat(fleet.decisions()).extracting(ScaleDecided::getDirection).contains(Direction.DOWN);
        try (KeyValueIterator<?, ?> open =
                fleet.driver.getKeyValueStore("placement-open-store").all()) {
            assertThat(open.hasNext()).isFalse();
        }
    }

    @Test
    void anAgentThatMovesToAnotherRegionIsPlacedThere() {
        row("w1", false);
        fleet.send(Topics.WORKERS, "x1", worker("x1", "eu-west", false), START);
        fleet.register("agent-0", at(0));
        second(1);
        LifecycleChanged moved =
                FleetDriver.lifecycleFact("agent-0", LifecycleChange.MIGRATED, fleet.next("agent-0/lifecycle"), at(1));
        moved.setRegion("eu-west");
        fleet.send(Topics.LIFECYCLE_CHANGED, "agent-0", moved, at(1));
        hear(2, "agent-0");
        hear(3, "agent-0");
        assertThat(records(Topics.PLACED).stream()
                        .map(record -> new FactReader<>(fleet.registry, Placed.class).read(record.value(), null))
                        .map(Placed::getWorker))
                .containsExactly("w1", "x1");
    }

    @Test
    void nobodyIsRememberedThroughTheTimeInWhichItsRegionHasNoWorkers() {
        row("w1", false);
        spread(4, "w1");
        hear(2, everyone(4));
        fleet.send(Topics.WORKERS, "w1", null, at(2));
        hear(3, everyone(4));
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(1));
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(10));
        fleet.lifecycle("agent-3", LifecycleChange.STOPPED, at(15));
        for (int second = 15; second < 1_000; second += 20) {
            hear(second, everyone(3));
        }
        row("w1", false);
        hear(1_001, everyone(3));
        hear(1_002, everyone(3));
        StoredPlacement region = (StoredPlacement)
                fleet.driver.getKeyValueStore("placement-store").get("us-east");
        assertThat(region.getWorkers()).singleElement().satisfies(worker -> {
            assertThat(worker.getHeard()).isEqualTo(3);
            assertThat(worker.getAgents()).isEqualTo(3);
        });
    }

    private void spread(int agents, String... workers) {
        for (int agent = 0; agent < agents; agent++) {
            fleet.register("agent-" + agent, at(0));
            runs("agent-" + agent, workers[agent % workers.length], at(0));
        }
        hear(1, everyone(agents));
    }

    private static String[] everyone(int agents) {
        List<String> names = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            names.add("agent-" + agent);
        }
        return names.toArray(String[]::new);
    }

    private void hear(int second, String... agents) {
        for (String agent : agents) {
            fleet.sample(agent, 100, at(second));
        }
    }

    private void second(int second) {
        fleet.sample("agent-0", 100, at(second));
    }

    private void runs(String agent, String worker, Instant at) {
        LifecycleChanged fact =
                FleetDriver.lifecycleFact(agent, LifecycleChange.MIGRATED, fleet.next(agent + "/lifecycle"), at);
        fact.setEpoch(EPOCH);
        fact.setWorker(worker);
        fleet.send(Topics.LIFECYCLE_CHANGED, agent, fact, at);
    }

    private void row(String id, boolean draining) {
        fleet.send(Topics.WORKERS, id, worker(id, "us-east", draining), START);
    }

    private static Worker worker(String id, String region, boolean draining) {
        return Worker.newBuilder()
                .setId(id)
                .setRegion(region)
                .setCpuMillis(8_000)
                .setMemoryBytes(32_000_000_000L)
                .setDraining(draining)
                .setUpdatedAt(START)
                .build();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private List<Placed> placed() {
        return read(Topics.PLACED);
    }

    private List<RebalancePlanned> plans() {
        return read(Topics.REBALANCE_PLANNED);
    }

    private <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        FactReader<V> reader = new FactReader<>(fleet.registry, topic.type());
        return records(topic).stream()
                .map(record -> reader.read(record.value(), null))
                .toList();
    }

    private List<TestRecord<byte[], byte[]>> records(Topic<?> topic) {
        return fleet.records(topic.name());
    }
}
