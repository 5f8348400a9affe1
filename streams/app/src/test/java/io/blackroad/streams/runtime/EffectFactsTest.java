package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static io.blackroad.streams.runtime.FleetDriver.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.EffectVerdict;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of a decision is a later fact, kept for queries; the decision itself stays as it was written. */
class EffectFactsTest {
    private static final int AGENTS = 10;

    private FleetDriver fleet;
    private final List<ScaleDecided> decided = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void begin(Map<String, String> parameters) {
        Rule rule = FleetDriver.rule(1, 5, 100);
        rule.setParameters(parameters);
        fleet.send(Topics.RULES, "worker", rule, START);
        fleet.send(Topics.TARGETS, TARGET, FleetDriver.target("us-east", "worker"), START);
        for (int agent = 0; agent < AGENTS; agent++) {
            fleet.register("agent-" + agent, START);
        }
        fleet.applied(0, AGENTS, ApplyOutcome.REPORTED, START);
    }

    /** Lives through a minute and a half in which what is decided is there at once; tasks are done in any case. */
    private List<ScaleJudged> live(int cpuBefore, int cpuAfter) {
        int agents = AGENTS;
        for (int second = 0; second < 90; second++) {
            Instant from = START.plusSeconds(second);
            for (int task = 0; task < 5 * AGENTS; task++) {
                String name = second + "-" + task;
                String agent = "agent-" + task % AGENTS;
                fleet.task(agent, name, TaskChange.SUBMITTED, from.plusMillis(100));
                fleet.task(agent, name, TaskChange.STARTED, from.plusMillis(200));
                fleet.task(agent, name, TaskChange.COMPLETED, from.plusMillis(300));
            }
            fleet.second(agents, agents == AGENTS ? cpuBefore : cpuAfter, from);
            for (ScaleDecided decision : fleet.decisions()) {
                decided.add(decision);
                if (decision.getDirection() == Direction.UP) {
                    for (; agents < decision.getToReplicas(); agents++) {
                        fleet.register("agent-" + agents, from.plusMillis(600));
                    }
                    fleet.applied(decision.getSequence(), agents, ApplyOutcome.APPLIED, from.plusMillis(700));
                }
            }
        }
        return fleet.judged();
    }

    private ScaleDecided change() {
        return decided.stream()
                .filter(decision -> decision.getDirection() == Direction.UP)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aScaleUpThatHelpedIsAFactOfItsOwn() {
        begin(Map.of());
        List<ScaleJudged> judged = live(900, 600);

        assertThat(judged).singleElement().satisfies(effect -> {
            assertThat(effect.getVerdict()).isEqualTo(EffectVerdict.HELPED);
            assertThat(effect.getDecisionId()).isEqualTo(change().getDecisionId());
            assertThat(effect.getDecidedAt()).isEqualTo(change().getDecidedAt());
            assertThat(effect.getBasePermille()).isBetween(880, 900);
            assertThat(effect.getRealisedPermille()).isEqualTo(600);
            assertThat(effect.getGainPermille()).isBetween(900, 1_100);
            assertThat(effect.getStartMicros()).isPositive();
        });
        KeyValueStore<String, ScaleJudged> kept = fleet.driver.getKeyValueStore("effect-store");
        assertThat(kept.get("us-east/worker#" + String.format("%019d", change().getSequence())))
                .isEqualTo(judged.get(0));
        // A plain guide rule looks at no effect, so nothing of it is in its decisions.
        assertThat(decided).allSatisfy(decision -> {
            assertThat(decision.getEvidence().getState().getEffects()).isNull();
            assertThat(DecisionExplanation.of(decision).differences()).isEmpty();
        });
    }

    @Test
    void aLimitThatLooksAtEffectsIsExplainedFromTheEvidence() {
        begin(Map.of("limits.futileChanges", "1", "limits.cooldownUpSeconds", "20"));
        List<ScaleJudged> judged = live(900, 900);

        assertThat(judged).extracting(ScaleJudged::getVerdict).contains(EffectVerdict.FUTILE);
        assertThat(decided)
                .anySatisfy(
                        decision -> assertThat(decision.getBinding()).isEqualTo(io.blackroad.schema.Binding.FUTILE));
        assertThat(decided)
                .allSatisfy(
                        decision -> assertThat(DecisionExplanation.of(decision).differences())
                                .isEmpty());
    }
}
