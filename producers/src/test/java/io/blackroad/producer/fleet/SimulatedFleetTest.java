package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.blackroad.producer.sdk.PlacementFollower;
import io.blackroad.producer.sdk.RecordingClient;
import io.blackroad.producer.sdk.Task;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {

    /** Tasks that the test submits itself. */
    private static final class Handed implements SubmittedTasks {
        private Receiver receiver;
        private boolean closed;

        @Override
        public void start(Receiver to) {
            receiver = to;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final RecordingClient recording = new RecordingClient();
    private final Handed handed = new Handed();
    private final FleetPlan plan = new FleetPlan(List.of(
            new TargetPlan("eu-west", "api", "API Pods", 3, 2, 2, 250, 1_000, 0, "llama3.2", Duration.ofMillis(20))));

    private SimulatedFleet fleet(Workload workload) {
        SimulatedFleet fleet = new SimulatedFleet(plan, recording.client(), workload, handed);
        fleet.start();
        await().until(() -> fleet.agents() == 6);
        return fleet;
    }

    private Map<String, LifecycleChange> lastStates() {
        return recording.lifecycles().stream()
                .collect(Collectors.toMap(
                        LifecycleChanged::getAgentId, LifecycleChanged::getChange, (before, after) -> after));
    }

    @Test
    void obeysItsReplicaCounts() {
        try (SimulatedFleet fleet = fleet(Workload.none())) {
            assertThat(fleet.replicas("eu-west", "api")).isEqualTo(new ReplicaCount(3, 3));
            fleet.scale("eu-west", "api", 5);
            assertThat(fleet.replicas("eu-west", "api").told()).isEqualTo(5);
            await().until(() -> fleet.replicas("eu-west", "api").ready() == 5);
            fleet.scale("eu-west", "api", 2);
            await().until(() -> fleet.agents() == 4);

            assertThat(fleet.replicas("eu-west", "api")).isEqualTo(new ReplicaCount(2, 2));
            assertThat(lastStates().values())
                    .filteredOn(LifecycleChange.STOPPED::equals)
                    .hasSize(6);
            assertThat(fleet.failure()).isEmpty();
        }
    }

    @Test
    void refusesTargetsAndCountsThatItDoesNotHave() {
        try (SimulatedFleet fleet = fleet(Workload.none())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.scale("eu-west", "apo", 5))
                    .withMessageContaining("eu-west/apo")
                    .withMessageContaining("eu-west/api");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.scale("eu-west", "api", 1))
                    .withMessageContaining("fewest are 2");
        }
    }

    @Test
    void goesWhereItIsToldAndLetsThoseGoThatAreNamed() throws InterruptedException {
        Orders orders = new Orders();
        try (SimulatedFleet fleet = new SimulatedFleet(plan, recording.client(), Workload.none(), handed, orders)) {
            fleet.start();
            await().until(() -> fleet.agents() == 6);
            orders.listener.runsOn("eu-west-api-2-a1", "worker-7");
            await().until(() -> lastStates().get("eu-west-api-2-a1") == LifecycleChange.MIGRATED);
            orders.listener.leave("eu-west.api.1", List.of("eu-west-api-1"));
            fleet.scale("eu-west", "api", 2);
            await().until(() -> fleet.agents() == 4);
        }

        assertThat(recording.lifecycles())
                .filteredOn(fact -> fact.getChange() == LifecycleChange.MIGRATED)
                .extracting(LifecycleChanged::getWorker)
                .containsExactly("worker-7");
        assertThat(recording.lifecycles())
                .filteredOn(fact -> fact.getChange() == LifecycleChange.DRAINING)
                .extracting(LifecycleChanged::getReplica)
                .containsOnly("eu-west-api-1");
    }

    private static final class Orders implements PlacementOrders {
        private PlacementFollower.Listener listener;

        @Override
        public void start(PlacementFollower.Listener orders) {
            listener = orders;
        }

        @Override
        public void close() {}
    }

    @Test
    void worksWhatOthersSubmit() throws InterruptedException {
        try (SimulatedFleet fleet = fleet(Workload.none())) {
            assertThat(fleet.plan()).isEqualTo(plan);
            handed.receiver.receive("eu-west-api-1-a1", new Task("t-1", "", 1, 1, 5_000));
            handed.receiver.receive("eu-west-api-77-a1", new Task("t-2", "", 1, 1, 5_000));
            await().until(() -> recording.tasks().stream()
                            .filter(fact -> fact.getChange() == TaskChange.COMPLETED)
                            .count()
                    == 2);
        }

        assertThat(recording.tasks())
                .filteredOn(fact -> fact.getTaskId().equals("t-1"))
                .extracting(TaskChanged::getChange)
                .containsExactly(TaskChange.STARTED, TaskChange.COMPLETED);
        assertThat(recording.tasks())
                .filteredOn(fact -> fact.getTaskId().equals("t-2"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.getChange()).isEqualTo(TaskChange.CANCELLED);
                    assertThat(fact.getSource()).isEqualTo("fleet");
                    assertThat(fact.getAgentId()).isEqualTo("eu-west-api-77-a1");
                });
    }

    @Test
    void leavesNothingOpenWhenItCloses() {
        Workload workload = Workload.of(TargetLoad.steady("eu-west", "api", 100, Duration.ofMillis(200)));
        try (SimulatedFleet fleet = fleet(workload)) {
            await().until(() -> recording.tasks().size() > 50);
            assertThat(fleet.failure()).isEmpty();
        }

        assertThat(handed.closed).isTrue();
        assertThat(lastStates().values()).hasSize(6).containsOnly(LifecycleChange.STOPPED);
        Map<String, List<TaskChange>> byTask = recording.tasks().stream()
                .collect(Collectors.groupingBy(
                        TaskChanged::getTaskId, Collectors.mapping(TaskChanged::getChange, Collectors.toList())));
        assertThat(byTask.values()).allSatisfy(changes -> {
            assertThat(changes.get(0)).isEqualTo(TaskChange.SUBMITTED);
            assertThat(changes).doesNotHaveDuplicates();
            assertThat(changes.get(changes.size() - 1)).isIn(TaskChange.COMPLETED, TaskChange.CANCELLED);
        });
    }

    @Test
    void tellsWhyItEndedByItself() {
        SimulatedFleet fleet = fleet(Workload.none());
        recording.client().close();
        fleet.scale("eu-west", "api", 5);

        await().until(() -> fleet.failure().isPresent());
        fleet.close();
    }
}
