package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.Victim;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's pool from its agents' facts to its decisions. Tasks wait at agents, as an intake hands them out. */
class PoolRuleTest {
    private final List<ScaleDecided> decisions = new ArrayList<>();
    private FleetDriver fleet;
    private int agents;
    private int second;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void rule(Map<String, String> parameters) {
        Rule rule = FleetDriver.rule(1, 10, 1_000);
        rule.setKind(RuleKind.POOL);
        rule.setCooldownSeconds(0);
        rule.setParameters(parameters);
        fleet.send(Topics.RULES, "worker", rule, START);
        fleet.send(Topics.TARGETS, FleetDriver.TARGET, FleetDriver.target("us-east", "worker"), START);
    }

    private Instant now() {
        return START.plusSeconds(second);
    }

    private void run(int more) {
        for (; agents < more; agents++) {
            fleet.register("agent-" + agents, now());
        }
        fleet.applied(decisions.isEmpty() ? 0 : newest().getSequence(), more, outcome(), now());
    }

    private ApplyOutcome outcome() {
        return decisions.isEmpty() ? ApplyOutcome.REPORTED : ApplyOutcome.APPLIED;
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            fleet.second(agents, 500, now());
            second++;
            decisions.addAll(fleet.decisions());
        }
    }

    private ScaleDecided newest() {
        return decisions.get(decisions.size() - 1);
    }

    private List<Integer> changes() {
        return decisions.stream()
                .filter(decision -> decision.getDirection() != Direction.HOLD)
                .map(ScaleDecided::getToReplicas)
                .toList();
    }

    @Test
    void doublesOnAQueueAndHalvesWithoutOneByIdleAgentsOnly() {
        rule(Map.of("limits.watchSeconds", "0", "limits.oscillation", "false"));
        run(12);
        for (int task = 0; task < 25; task++) {
            fleet.task("agent-" + task % 12, "task-" + task, TaskChange.SUBMITTED, now());
        }
        seconds(3);
        assertThat(changes()).containsExactly(24);

        run(24);
        seconds(3);
        assertThat(changes()).as("25 wait for 24, within the band").containsExactly(24);

        for (int task = 0; task < 25; task++) {
            fleet.task("agent-" + task % 12, "task-" + task, TaskChange.STARTED, now());
        }
        for (int agent = 0; agent < 17; agent++) {
            fleet.lifecycle("agent-" + agent, LifecycleChange.BUSY, now());
        }
        seconds(2);
        assertThat(changes()).as("7 of 24 are idle").containsExactly(24, 17);
        assertThat(newest().getReason()).contains("only 7 are idle");
        assertThat(decisions)
                .allSatisfy(
                        decision -> assertThat(DecisionExplanation.of(decision).differences())
                                .isEmpty());
    }

    @Test
    void namesTheIdleAgentsThatGo() {
        rule(Map.of("limits.watchSeconds", "0", "limits.oscillation", "false"));
        fleet.send(Topics.WORKERS, "w1", new Worker("w1", "us-east", 8_000, 32_000_000_000L, 0, false, START), START);
        run(24);
        for (int task = 0; task < 25; task++) {
            fleet.task("agent-" + task % 24, "task-" + task, TaskChange.SUBMITTED, now());
        }
        for (int agent = 0; agent < 24; agent++) {
            String id = "agent-" + agent;
            LifecycleChange change = agent < 20 ? LifecycleChange.BUSY : LifecycleChange.IDLE;
            LifecycleChanged life = FleetDriver.lifecycleFact(id, change, fleet.next(id + "/lifecycle"), now());
            life.setReplica("replica-of-" + id);
            fleet.send(Topics.LIFECYCLE_CHANGED, id, life, now());
        }
        seconds(10);
        for (int task = 0; task < 25; task++) {
            fleet.task("agent-" + task % 20, "task-" + task, TaskChange.STARTED, now());
        }
        seconds(4);
        assertThat(changes()).containsExactly(20);
        FactReader<RebalancePlanned> reader = new FactReader<>(fleet.registry, RebalancePlanned.class);
        assertThat(fleet.records(Topics.REBALANCE_PLANNED.name()).stream()
                        .map(record -> reader.read(record.value(), null))
                        .filter(plan -> !plan.getVictims().isEmpty()))
                .singleElement()
                .satisfies(plan -> assertThat(plan.getVictims())
                        .extracting(Victim::getReplica)
                        .containsExactly(
                                "replica-of-agent-20",
                                "replica-of-agent-21",
                                "replica-of-agent-22",
                                "replica-of-agent-23"));
    }

    @Test
    void keepsSoManyWarmThatAClaimSeldomFindsNone() {
        rule(Map.of("missPercent", "1", "wakeSeconds", "2", "limits.watchSeconds", "0", "limits.oscillation", "false"));
        run(40);
        // Six tasks arrive each second, and an agent takes two seconds to wake.
        for (int i = 0; i < 30; i++) {
            for (int task = 0; task < 6; task++) {
                String id = "task-" + i + "-" + task;
                fleet.task("agent-" + task, id, TaskChange.STARTED, now());
                fleet.task("agent-" + task, id, TaskChange.COMPLETED, now());
            }
            seconds(1);
        }
        assertThat(changes())
                .as("nobody is busy, so what stays is what is warm")
                .containsExactly(20);
        assertThat(decisions.stream()
                        .filter(decision -> decision.getDirection() == Direction.DOWN)
                        .map(ScaleDecided::getReason))
                .singleElement()
                .asString()
                .contains("0 are busy and 20 stay warm");
    }
}
