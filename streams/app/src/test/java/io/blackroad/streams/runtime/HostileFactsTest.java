package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.RecordRoom;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChange;
import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts that can be read and make no sense: dead letters, and nothing of them stays in a store. */
class HostileFactsTest {
    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        fleet.register("agent-0", START);
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
    }

    @AfterEach
    void theStreamGoesOnAndNothingOfItStays() {
        fleet.second(1, 500, START.plusSeconds(1));
        fleet.second(1, 500, START.plusSeconds(2));
        assertThat(fleet.samples()).last().satisfies(sample -> {
            assertThat(sample.getAgents()).isEqualTo(1);
            assertThat(sample.getCpuUsedMillis()).isEqualTo(500);
        });
        Set<String> agents = new HashSet<>();
        try (KeyValueIterator<String, StoredAgent> all = fleet.driver
                .<String, StoredAgent>getKeyValueStore(AgentTopology.AGENT_STORE)
                .all()) {
            all.forEachRemaining(entry -> agents.add(entry.key));
        }
        assertThat(agents).containsExactly("agent-0");
        fleet.close();
    }

    private void assertDeadLetters(int letters) {
        assertThat(fleet.records(Topics.DEAD_LETTER.name())).hasSize(letters);
    }

    private static LifecycleChanged fact() {
        return FleetDriver.lifecycleFact("agent-1", LifecycleChange.IDLE, 1, START);
    }

    @Test
    void aKeyBeyondTheLongest() {
        fleet.send(Topics.LIFECYCLE_CHANGED, "k".repeat(40_000), fact(), START);
        fleet.send(
                Topics.TASK_CHANGED,
                "k".repeat(40_000),
                FleetDriver.taskFact("agent-1", "t", TaskChange.SUBMITTED, "", 1, START),
                START);
        fleet.send(Topics.METRIC_SAMPLED, "k".repeat(40_000), FleetDriver.metricFact("agent-1", 1, 1, START), START);
        assertDeadLetters(3);
        assertThat(fleet.account(Topics.LIFECYCLE_CHANGED).getDeadLettered()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsNotUtf8() {
        var writer = new io.blackroad.schema.FactWriter<>(
                fleet.registry, Topics.LIFECYCLE_CHANGED.subject(), LifecycleChanged.class);
        fleet.bytes(Topics.LIFECYCLE_CHANGED.name(), new byte[] {(byte) 0xff}, writer.write(fact()), START);
        fleet.bytes(Topics.LIFECYCLE_CHANGED.name(), new byte[0], writer.write(fact()), START);
        assertDeadLetters(2);
    }

    @Test
    void numbersThatMakeNoSense() {
        MetricSampled negative = FleetDriver.metricFact("agent-0", -1, 1, START);
        fleet.send(Topics.METRIC_SAMPLED, "agent-0", negative, START);
        MetricSampled huge = FleetDriver.metricFact("agent-0", 1, 1, START);
        huge.setMemoryUsedBytes(Long.MAX_VALUE);
        fleet.send(Topics.METRIC_SAMPLED, "agent-0", huge, START);
        LifecycleChanged greedy = fact();
        greedy.setMemoryRequestedBytes((1L << 44) + 1);
        fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", greedy, START);
        LifecycleChanged backwards = fact();
        backwards.setSequence(0);
        fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", backwards, START);
        for (long sequence : new long[] {1L << 53, Long.MAX_VALUE}) {
            LifecycleChanged last = fact();
            last.setSequence(sequence);
            fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", last, START);
            MetricSampled sample = FleetDriver.metricFact("agent-0", 1, sequence, START);
            fleet.send(Topics.METRIC_SAMPLED, "agent-0", sample, START);
        }
        for (long ahead : new long[] {Long.MAX_VALUE, micros(START.plusSeconds(3_601))}) {
            LifecycleChanged early = fact();
            early.setEpoch(ahead);
            fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", early, START);
            MetricSampled sample = FleetDriver.metricFact("agent-0", 1, 1, START);
            sample.setEpoch(ahead);
            fleet.send(Topics.METRIC_SAMPLED, "agent-0", sample, START);
        }
        assertDeadLetters(12);
    }

    private static long micros(java.time.Instant at) {
        return java.time.temporal.ChronoUnit.MICROS.between(java.time.Instant.EPOCH, at);
    }

    @Test
    void namesThatCannotBePartOfAKey() {
        for (String name : new String[] {"", "US", "a/b", "ä", "x".repeat(64), "a b", "a#b"}) {
            LifecycleChanged region = fact();
            region.setRegion(name);
            fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", region, START);
            LifecycleChanged service = fact();
            service.setService(name);
            fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", service, START);
        }
        assertDeadLetters(14);
    }

    @Test
    void textsLongerThanAnIdMayBe() {
        LifecycleChanged replica = fact();
        replica.setReplica("€".repeat(11_000));
        LifecycleChanged worker = fact();
        worker.setWorker("w".repeat(40_000));
        LifecycleChanged model = fact();
        model.setModel("m".repeat(40_000));
        for (LifecycleChanged wrong : List.of(replica, worker, model)) {
            fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", wrong, START);
        }
        assertDeadLetters(3);
    }

    @Test
    void moreTasksThanFitIntoARecord() {
        String name = "t".repeat(30_000);
        for (int task = 0; task < 40; task++) {
            fleet.task("agent-0", name + task, TaskChange.SUBMITTED, START);
        }
        int stored = openTasks();
        assertThat(stored).isBetween(20, 30);
        assertDeadLetters(40 - stored);
        fleet.task("agent-0", name + 39, TaskChange.COMPLETED, START);
        fleet.task("agent-0", name + 0, TaskChange.STARTED, START);
        fleet.task("agent-0", name + 0, TaskChange.COMPLETED, START);
        fleet.task("agent-0", name + 40, TaskChange.SUBMITTED, START);
        assertDeadLetters(0);
        assertThat(openTasks()).isEqualTo(stored);
    }

    /** Tasks that have not ended, as they are written. */
    private int openTasks() {
        StoredAgent agent = fleet.driver
                .<String, StoredAgent>getKeyValueStore(AgentTopology.AGENT_STORE)
                .get("agent-0");
        byte[] written = new StoredSerde<>(StoredAgent.class).serializer().serialize("", agent);
        assertThat(written.length).isLessThan(RecordRoom.BYTES + 1_024);
        return agent.getOpen().size();
    }

    @Test
    void changesThatThisVersionDoesNotKnow() {
        LifecycleChanged unknown = fact();
        unknown.setChange(LifecycleChange.UNKNOWN);
        fleet.send(Topics.LIFECYCLE_CHANGED, "agent-1", unknown, START);
        assertDeadLetters(1);
    }

    @Test
    void answersWithoutAValueOrForAnotherTarget() {
        byte[] key = FleetDriver.TARGET.getBytes(StandardCharsets.UTF_8);
        fleet.bytes(Topics.SCALE_APPLIED.name(), key, null, START);
        fleet.bytes(Topics.SCALE_APPLIED.name(), null, null, START);
        assertDeadLetters(2);
    }

    @Test
    void aFactWithoutAValue() {
        byte[] key = "agent-0".getBytes(StandardCharsets.UTF_8);
        AgentTopology.SOURCES.forEach(topic -> fleet.bytes(topic.name(), key, null, START));
        assertDeadLetters(4);
    }
}
