package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackroad.producer.sdk.Task;
import io.blackroad.schema.TaskChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetModelTest {
    private static final long SECOND = 1_000_000;
    private static final Duration SERVICE = Duration.ofMillis(500);
    private static final double IDLE = ModelAgent.IDLE_CPU_SHARE;

    private final FleetLedger ledger = new FleetLedger();

    private static TargetPlan plan(int replicas, int agentsEach) {
        return new TargetPlan(
                "eu-west",
                "api",
                "API Pods",
                replicas,
                1,
                agentsEach,
                1_000,
                1L << 30,
                100,
                "llama3.2",
                Duration.ofSeconds(7));
    }

    private FleetModel model(TargetPlan plan, Workload workload) {
        return new FleetModel(
                new FleetSetup(new FleetPlan(List.of(plan)), workload, Duration.ofSeconds(1), 7, "r"), ledger);
    }

    private static Workload steady(double rate) {
        return Workload.of(TargetLoad.steady("eu-west", "api", rate, SERVICE));
    }

    private double utilizationOver(FleetModel model, int seconds) {
        ledger.newWindow();
        model.advance(model.now() + seconds * SECOND);
        return ledger.utilization();
    }

    /** Arrivals per second times service time, over the agents, and what an idle agent uses. */
    private static double expected(double rate, int agents) {
        double busy = Math.min(1, rate * SERVICE.toMillis() / 1_000 / agents);
        return IDLE + (1 - IDLE) * busy;
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 50, 80})
    void usesWhatTheArrivalsAsk(double rate) {
        FleetModel model = model(plan(10, 5), steady(rate));
        model.advance(10 * SECOND);

        assertThat(utilizationOver(model, 120)).isCloseTo(expected(rate, 50), within(0.02));
    }

    @Test
    void isBusyFromTheStart() {
        FleetModel model = model(plan(10, 5), steady(45));

        assertThat(utilizationOver(model, 1)).isCloseTo(expected(45, 50), within(0.1));
    }

    @Test
    void threeTimesTheArrivalsNeedThreeTimesTheReplicas() {
        LoadStep step = new LoadStep("eu-west", "api", Duration.ofSeconds(60), Duration.ofHours(1), 3);
        FleetModel model = model(plan(10, 5), steady(45).withSteps(step));
        model.advance(10 * SECOND);
        double before = utilizationOver(model, 50);
        double queueBefore = ledger.queuedPerAgent();
        double latencyBefore = ledger.latencyMicros();
        model.advance(70 * SECOND);
        double during = utilizationOver(model, 20);

        assertThat(before).isCloseTo(expected(45, 50), within(0.03));
        assertThat(during).isGreaterThan(0.99);
        assertThat(ledger.queuedPerAgent()).isGreaterThan(queueBefore + 5);
        assertThat(ledger.latencyMicros()).isGreaterThan(4 * latencyBefore);

        model.scale(0, 30);
        model.advance(model.now() + 30 * SECOND);
        assertThat(utilizationOver(model, 60)).isCloseTo(before, within(0.03));
        assertThat(ledger.latencyMicros()).isCloseTo(latencyBefore, within(latencyBefore / 4));
    }

    @Test
    void newReplicasTakeTheirStartDelay() {
        FleetModel model = model(plan(2, 3), Workload.none());
        model.advance(10 * SECOND);
        model.scale(0, 4);
        model.advance(17 * SECOND - 1);

        assertThat(model.targets().get(0).told()).isEqualTo(4);
        assertThat(model.targets().get(0).ready()).isEqualTo(2);
        model.advance(17 * SECOND);
        assertThat(model.targets().get(0).ready()).isEqualTo(4);
        assertThat(ledger.wokeAt.values()).filteredOn(at -> at == 17 * SECOND).hasSize(6);
    }

    @Test
    void replicasThatHaveNotStartedGoFirst() {
        FleetModel model = model(plan(2, 3), Workload.none());
        model.advance(10 * SECOND);
        model.scale(0, 5);
        model.advance(12 * SECOND);
        model.scale(0, 3);
        model.advance(60 * SECOND);

        assertThat(model.targets().get(0).ready()).isEqualTo(3);
        assertThat(ledger.in(FleetLedger.Life.STOPPED)).isZero();
        assertThat(ledger.agents.keySet()).anyMatch(id -> id.startsWith("eu-west-api-3-"));
    }

    @Test
    void theEmptiestReplicasStopAndTheirTasksAreFinished() {
        FleetModel model = model(plan(3, 2), Workload.none());
        model.advance(2 * SECOND);
        // Replica 2 has the least to do: one task running.
        for (String agent : List.of("1-a1", "1-a1", "1-a2", "2-a2", "3-a1", "3-a2")) {
            String id = "job-" + ledger.tasks.size();
            ledger.foreign(id);
            model.submit("eu-west-api-" + agent, new Task(id, "", 0, 0, 5 * SECOND));
        }
        model.scale(0, 2);
        model.advance(3 * SECOND);

        assertThat(ledger.agents)
                .containsEntry("eu-west-api-2-a1", FleetLedger.Life.STOPPED)
                .containsEntry("eu-west-api-2-a2", FleetLedger.Life.DRAINING);
        model.advance(20 * SECOND);
        assertThat(ledger.agents).containsEntry("eu-west-api-2-a2", FleetLedger.Life.STOPPED);
        assertThat(ledger.in(FleetLedger.Life.STOPPED)).isEqualTo(2);
        assertThat(ledger.ends).containsOnlyKeys(TaskChange.COMPLETED).containsValue(6);
    }

    @Test
    void theQueueOfAnAgentThatDrainsMovesToOthers() {
        FleetModel model = model(plan(2, 1), Workload.none());
        model.advance(2 * SECOND);
        for (int i = 0; i < 3; i++) {
            ledger.foreign("a" + i);
            model.submit("eu-west-api-1-a1", new Task("a" + i, "", 0, 0, SECOND));
        }
        for (int i = 0; i < 5; i++) {
            ledger.foreign("b" + i);
            model.submit("eu-west-api-2-a1", new Task("b" + i, "", 0, 0, SECOND));
        }
        model.scale(0, 1);
        model.advance(30 * SECOND);

        assertThat(ledger.tasks)
                .containsEntry("a0", TaskChange.COMPLETED)
                .containsEntry("a1", TaskChange.CANCELLED)
                .containsEntry("a1~2", TaskChange.COMPLETED)
                .containsEntry("a2~2", TaskChange.COMPLETED);
        assertThat(ledger.open()).isZero();
    }

    @Test
    void tasksForAgentsThatAreGoneMove() {
        FleetModel model = model(plan(2, 1), Workload.none());
        model.advance(2 * SECOND);
        ledger.foreign("late");

        assertThat(model.submit("eu-west-api-99-a1", Task.of("late"))).isTrue();
        assertThat(model.submit("somebody-else", Task.of("other"))).isFalse();
        assertThat(model.submit("eu-west-api-x", Task.of("other"))).isFalse();
        model.advance(10 * SECOND);
        assertThat(ledger.orphans).containsExactly("eu-west-api-99-a1");
        assertThat(ledger.tasks)
                .containsOnly(Map.entry("late", TaskChange.CANCELLED), Map.entry("late~2", TaskChange.COMPLETED));
    }

    @Test
    void worksATaskOfUnboundedLengthForAnHourAtMost() {
        FleetModel model = model(plan(1, 1), Workload.none());
        model.advance(2 * SECOND);
        ledger.foreign("endless");
        model.submit("eu-west-api-1-a1", new Task("endless", "", 0, 0, Long.MAX_VALUE));
        model.advance(2 * SECOND + ModelTarget.LONGEST_TASK_MICROS);

        assertThat(ledger.tasks).containsEntry("endless", TaskChange.COMPLETED);
    }

    @Test
    void stoppingEndsEveryTaskAndEveryAgent() {
        FleetModel model = model(plan(4, 5), steady(60));
        model.advance(30 * SECOND);
        model.scale(0, 2);
        model.stop("the fleet stops");

        assertThat(ledger.open()).isZero();
        assertThat(ledger.in(FleetLedger.Life.STOPPED)).isEqualTo(ledger.agents.size());
        assertThat(model.agents()).isZero();
    }

    @Test
    void everyAgentTellsOneSampleAnInterval() {
        FleetModel model = model(plan(20, 50), Workload.none());
        model.advance(5 * SECOND);
        ledger.newWindow();
        model.advance(15 * SECOND);

        assertThat(ledger.samples()).isEqualTo(10_000);
    }

    @Test
    void theSameSeedTellsTheSameFacts() {
        FleetModel first = model(plan(4, 5), steady(60));
        first.advance(20 * SECOND);
        FleetLedger other = new FleetLedger();
        FleetModel second = new FleetModel(
                new FleetSetup(new FleetPlan(List.of(plan(4, 5))), steady(60), Duration.ofSeconds(1), 7, "r"), other);
        // In uneven steps: how often time is told must not matter.
        for (long now = 0; now < 20 * SECOND; now += 7_321) {
            second.advance(now);
        }
        second.advance(20 * SECOND);

        assertThat(other.facts).hasSizeGreaterThan(3_000).isEqualTo(ledger.facts);
    }
}
