package io.blackroad.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.FreePort;
import io.blackroad.producer.fleet.FleetPlan;
import io.blackroad.producer.fleet.ReplicaCount;
import io.blackroad.producer.fleet.SimulatedFleet;
import io.blackroad.producer.fleet.TargetLoad;
import io.blackroad.producer.fleet.TargetPlan;
import io.blackroad.producer.fleet.Workload;
import io.blackroad.producer.sdk.Agent;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.AgentClientException;
import io.blackroad.producer.sdk.AgentDescription;
import io.blackroad.producer.sdk.CloseReport;
import io.blackroad.producer.sdk.MetricSample;
import io.blackroad.producer.sdk.MetricSource;
import io.blackroad.producer.sdk.SendLimits;
import io.blackroad.producer.sdk.Task;
import io.blackroad.producer.sdk.TaskSubmission;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SDK and the fleet on a real broker. */
class ProducersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static RealBroker broker;

    @BeforeAll
    static void start() {
        broker = new RealBroker();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static AgentClientConfig config() {
        return AgentClientConfig.of(broker.bootstrapServers(), broker.registry());
    }

    private static List<TaskChanged> tasksOf(String agentId) {
        return broker.facts(Topics.TASK_CHANGED).stream()
                .filter(fact -> fact.getAgentId().equals(agentId))
                .toList();
    }

    @Test
    void everyFactOfManyAgentsArrivesInOrder() {
        AgentClient client = AgentClient.connect(config());
        List<Agent> agents = LongStream.rangeClosed(1, 50)
                .mapToObj(n -> client.wake(AgentDescription.of("order-" + n, "eu-west", "api"), MetricSource.NONE))
                .toList();
        for (int i = 0; i < 20; i++) {
            for (Agent agent : agents) {
                agent.accept(Task.of(agent.id() + "-" + i)).start();
                agent.sample(MetricSample.of(i, 0));
            }
        }
        CloseReport report = client.close(Duration.ofMinutes(3));

        assertThat(report.complete()).isTrue();
        assertThat(client.acknowledged()).isEqualTo(50 * (2 + 20 * 3));
        assertThat(client.dropped()).isZero();
        Map<String, List<Long>> sequences = broker.facts(Topics.TASK_CHANGED).stream()
                .filter(fact -> fact.getAgentId().startsWith("order-"))
                .collect(Collectors.groupingBy(
                        TaskChanged::getAgentId, Collectors.mapping(TaskChanged::getSequence, Collectors.toList())));
        List<Long> inOrder = LongStream.rangeClosed(1, 40).boxed().toList();
        assertThat(sequences.values())
                .hasSize(50)
                .allSatisfy(each -> assertThat(each).isEqualTo(inOrder));
    }

    @Test
    void aCrashOfTheBrokerLosesAndRepeatsNothing() {
        try (AgentClient client = AgentClient.connect(config())) {
            Agent agent = client.wake(AgentDescription.of("crash-1", "eu-west", "api"), MetricSource.NONE);
            for (int i = 0; i < 500; i++) {
                agent.accept(Task.of("before-" + i));
            }
            broker.crashAndRestart();
            for (int i = 0; i < 500; i++) {
                agent.accept(Task.of("after-" + i));
            }
            client.flush();
            assertThat(client.failures()).isEmpty();
        }

        assertThat(tasksOf("crash-1"))
                .extracting(TaskChanged::getSequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void saysThatNoBrokerAnswers() {
        SendLimits soon = new SendLimits(
                32L << 20,
                25,
                Duration.ZERO,
                "none",
                Duration.ofMinutes(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(1));
        String nowhere = "127.0.0.1:" + FreePort.find();

        assertThatExceptionOfType(AgentClientException.class)
                .isThrownBy(() -> AgentClient.connect(
                        AgentClientConfig.of(nowhere, broker.registry()).withLimits(soon)))
                .withMessageContaining("no broker answers at " + nowhere);
    }

    @Test
    void saysWhichTopicsAreMissing() {
        broker.delete(Topics.GPU_CHANGED);
        try {
            assertThatExceptionOfType(AgentClientException.class)
                    .isThrownBy(() -> AgentClient.connect(config()))
                    .withMessageContaining("fleet.agent.gpu-changed.v1; create them with");
        } finally {
            broker.createMissing();
        }
    }

    @Test
    void aFleetWorksItsOwnTasksAndThoseOfAnIntakeAndEndsThemAll() {
        TargetPlan plan =
                new TargetPlan("eu-west", "api", "API Pods", 3, 1, 4, 250, 1_000, 0, "llama3.2", Duration.ofMillis(50));
        Workload workload = Workload.of(TargetLoad.steady("eu-west", "api", 40, Duration.ofMillis(150)));
        try (AgentClient client = AgentClient.connect(config().withHeartbeatInterval(Duration.ofMillis(200)));
                SimulatedFleet fleet = new SimulatedFleet(new FleetPlan(List.of(plan)), client, workload)) {
            fleet.start();
            await().atMost(PATIENCE).until(() -> fleet.agents() == 12);
            for (int i = 0; i < 200; i++) {
                String agent = "eu-west-api-" + (1 + i % 5) + "-a" + (1 + i % 4);
                var unused = client.submit(
                        new TaskSubmission("test", agent, new Task("given-" + i, "eu-west", 10, 1, 2_000)));
            }
            fleet.scale("eu-west", "api", 5);
            await().atMost(PATIENCE)
                    .until(() -> fleet.replicas("eu-west", "api").equals(new ReplicaCount(5, 5)));
            fleet.scale("eu-west", "api", 1);
            await().atMost(PATIENCE).until(() -> fleet.agents() == 4);
            await().atMost(PATIENCE).until(() -> ended("given-").size() == 200);
            assertThat(fleet.failure()).isEmpty();
        }

        Map<String, List<TaskChange>> byTask = broker.facts(Topics.TASK_CHANGED).stream()
                .filter(fact ->
                        fact.getTaskId().startsWith("t-") || fact.getTaskId().startsWith("given-"))
                .collect(Collectors.groupingBy(
                        TaskChanged::getTaskId, Collectors.mapping(TaskChanged::getChange, Collectors.toList())));
        assertThat(byTask).hasSizeGreaterThan(200);
        assertThat(byTask.values()).allSatisfy(changes -> {
            assertThat(changes).doesNotHaveDuplicates().contains(TaskChange.SUBMITTED);
            assertThat(changes)
                    .filteredOn(Set.of(TaskChange.COMPLETED, TaskChange.FAILED, TaskChange.CANCELLED)::contains)
                    .hasSize(1);
        });
        assertThat(broker.facts(Topics.METRIC_SAMPLED))
                .anySatisfy(fact -> assertThat(fact.getAgentId()).startsWith("eu-west-api-1-"));
    }

    /** Tasks that were completed, under their first id or after they moved. */
    private static Set<String> ended(String prefix) {
        return broker.facts(Topics.TASK_CHANGED).stream()
                .filter(fact -> fact.getTaskId().startsWith(prefix) && fact.getChange() == TaskChange.COMPLETED)
                .map(fact -> fact.getTaskId().split("~")[0])
                .collect(Collectors.toSet());
    }
}
