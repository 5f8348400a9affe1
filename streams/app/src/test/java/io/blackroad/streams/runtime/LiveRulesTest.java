package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static io.blackroad.streams.runtime.FleetDriver.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the control tables change while the stages run. */
class LiveRulesTest {
    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        for (int agent = 0; agent < 10; agent++) {
            fleet.register("agent-" + agent, START);
        }
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private List<ScaleDecided> speak(int from, int to, int cpuMillis) {
        for (int second = from; second < to; second++) {
            fleet.second(10, cpuMillis, START.plusSeconds(second));
        }
        return fleet.decisions();
    }

    private void delete(String topic, String key) {
        fleet.bytes(topic, key.getBytes(StandardCharsets.UTF_8), null, START);
    }

    @Test
    void theNextDecisionNamesTheNewVersion() {
        assertThat(speak(0, 3, 700)).singleElement().satisfies(hold -> {
            assertThat(hold.getBinding()).isEqualTo(Binding.WITHIN_BAND);
            assertThat(hold.getEvidence().getRule().getVersion()).isEqualTo(1);
        });
        Rule stricter = FleetDriver.rule(2, 10, 100);
        stricter.setUpAbovePercent(60);
        fleet.send(Topics.RULES, "worker", stricter, START.plusSeconds(3));

        assertThat(speak(3, 5, 700)).first().satisfies(decision -> {
            assertThat(decision.getDirection()).isEqualTo(Direction.UP);
            // ceil(10 x 70 / 50)
            assertThat(decision.getToReplicas()).isEqualTo(14);
            assertThat(decision.getEvidence().getRule().getVersion()).isEqualTo(2);
        });
    }

    @Test
    void aRuleThatMakesNoSenseIsRefusedAndTheOneBeforeStays() {
        Rule crossed = FleetDriver.rule(2, 10, 100);
        crossed.setUpAbovePercent(30);
        fleet.send(Topics.RULES, "worker", crossed, START);
        fleet.send(Topics.RULES, "worker", FleetDriver.rule(3, 50, 20), START);

        assertThat(speak(0, 3, 900)).first().satisfies(decision -> {
            assertThat(decision.getToReplicas()).isEqualTo(15);
            assertThat(decision.getEvidence().getRule().getVersion()).isEqualTo(1);
        });
    }

    @Test
    void theTargetsOwnRuleWinsAndWhenItIsDeletedTheServicesRuleIsBack() {
        Rule own = FleetDriver.rule(7, 20, 30);
        own.setId(TARGET);
        fleet.send(Topics.RULES, TARGET, own, START);
        assertThat(speak(0, 2, 600)).first().satisfies(decision -> {
            assertThat(decision.getToReplicas()).isEqualTo(20);
            assertThat(decision.getEvidence().getRule().getId()).isEqualTo(TARGET);
        });

        delete(Topics.RULES.name(), TARGET);
        fleet.applied(1, 20, ApplyOutcome.APPLIED, START.plusSeconds(2));
        assertThat(speak(2, 4, 600))
                .first()
                .satisfies(
                        hold -> assertThat(hold.getEvidence().getRule().getId()).isEqualTo("worker"));
    }

    @Test
    void withoutARuleOrARowNothingIsDecided() {
        delete(Topics.RULES.name(), "worker");
        assertThat(speak(0, 3, 900)).isEmpty();
        fleet.control(10, 100);
        delete(Topics.TARGETS.name(), TARGET);
        assertThat(speak(3, 6, 900)).isEmpty();
        fleet.control(10, 100);
        assertThat(speak(6, 9, 900)).isNotEmpty();
    }

    @Test
    void aTargetRowThatNamesNoTargetStopsNothing() {
        var nameless = FleetDriver.target("us-east", "worker");
        nameless.setId("worker");
        fleet.send(Topics.TARGETS, "worker", nameless, START);
        var wrong = FleetDriver.target("US East", "worker");
        fleet.send(Topics.TARGETS, "US East/worker", wrong, START);
        assertThat(speak(0, 3, 900)).isNotEmpty();
    }

    @Test
    void rowsThatCannotBeReadStopNothing() {
        for (var table : List.of(Topics.RULES, Topics.TARGETS, Topics.PHASES)) {
            byte[] key = "worker".getBytes(StandardCharsets.UTF_8);
            fleet.bytes(table.name(), key, new byte[] {9, 9}, START);
            fleet.bytes(table.name(), key, new byte[] {0, 0, 0, 0, 99, 1}, START);
        }
        fleet.send(Topics.RULES, null, FleetDriver.rule(9, 1, 2), START);
        assertThat(speak(0, 3, 900))
                .first()
                .extracting(ScaleDecided::getToReplicas)
                .isEqualTo(15);
    }

    @Test
    void aTargetWithoutAgentsHasSamplesAndHolds() {
        fleet.send(Topics.TARGETS, "us-east/api", FleetDriver.target("us-east", "api"), START);
        List<ScaleDecided> decisions = speak(0, 3, 600);
        assertThat(decisions)
                .filteredOn(decision -> decision.getService().equals("api"))
                .extracting(ScaleDecided::getBinding)
                .containsExactly(Binding.REPLICAS_UNKNOWN);
        fleet.applied("api", 0, 12, ApplyOutcome.REPORTED, START.plusSeconds(3));
        assertThat(speak(3, 6, 600))
                .filteredOn(decision -> decision.getService().equals("api"))
                .extracting(ScaleDecided::getBinding)
                .containsExactly(Binding.NO_FRESH_SAMPLE);
    }

    @Test
    void targetsAreDecidedApart() {
        fleet.send(Topics.TARGETS, "us-east/api", FleetDriver.target("us-east", "api"), START);
        for (int agent = 0; agent < 5; agent++) {
            String id = "api-" + agent;
            var fact = FleetDriver.lifecycleFact(id, LifecycleChange.IDLE, 1, START);
            fact.setService("api");
            fleet.send(Topics.LIFECYCLE_CHANGED, id, fact, START);
        }
        fleet.applied("api", 0, 40, ApplyOutcome.REPORTED, START);
        for (int second = 0; second < 3; second++) {
            for (int agent = 0; agent < 5; agent++) {
                fleet.sample("api-" + agent, 950, START.plusSeconds(second).plusMillis(100));
            }
            fleet.second(10, 900, START.plusSeconds(second));
        }

        List<ScaleDecided> decisions = fleet.decisions();

        assertThat(decisions)
                .filteredOn(decision -> decision.getDirection() != Direction.HOLD)
                .extracting(
                        ScaleDecided::getService,
                        ScaleDecided::getSequence,
                        ScaleDecided::getFromReplicas,
                        ScaleDecided::getToReplicas)
                .containsExactlyInAnyOrder(tuple("worker", 1L, 10, 15), tuple("api", 1L, 40, 64));
    }
}
