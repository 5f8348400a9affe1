package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final ScaleRule DOUBLING = Rule.of("pool", 1, 1_000)
            .with("limits.futileChanges", 3)
            .with("limits.cooldownUpSeconds", 60)
            .with("limits.watchSeconds", 0)
            .build();

    private static Outcome<TargetState, ScaleDecision> decide(TargetState state, Instant now) {
        int agents = state.replicas();
        AgentSums sums = new AgentSums(agents, 0, agents, 0, agents, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 90_000, 20);
        LoadSample sample = new LoadSample(1, 1, sums, new TaskCounts(20, 20, 20, 0, 0), 0, 0, 0, 0, List.of());
        return Scaling.decide(DOUBLING, state, sample, new Circumstances(Micros.SECOND, agents, 0, 0), now);
    }

    /** Work waits all the time and no more of it gets done, because the replicas that it orders do not exist. */
    @Test
    void isNotHeldBecauseItsScaleUpsDidNotHelp() {
        TargetState shadow = TargetState.NEW;
        List<ScaleDecision> decisions = new ArrayList<>();
        for (int second = 0; second < 320; second++) {
            TargetState before = Shadow.following(shadow, 10);
            assertThat(before.evidence(DOUBLING).effects()).isEqualTo(Memory.NONE);
            Outcome<TargetState, ScaleDecision> outcome = decide(before, Given.NOW.plusSeconds(second));
            decisions.addAll(outcome.decisions());
            shadow = Shadow.obeyed(outcome.state(), outcome.decisions());
        }

        assertThat(decisions)
                .filteredOn(decision -> decision.direction() == Direction.UP)
                .extracting(ScaleDecision::to)
                .containsExactly(20, 40, 80, 160, 320, 640);
        assertThat(decisions).extracting(ScaleDecision::binding).doesNotContain(Binding.FUTILE);
    }

    /** One that was stored while its changes were still judged. */
    @Test
    void forgetsWhatIsStoredOfEffects() {
        TargetState judged = decide(Given.running(10), Given.NOW).state();
        assertThat(judged.effects()).isNotEqualTo(Memory.NONE);

        TargetState before = Shadow.following(judged, 10);

        assertThat(before.effects()).isEqualTo(Memory.NONE);
        assertThat(before.lastSequence()).isEqualTo(judged.lastSequence());
        assertThat(before.replicas()).isEqualTo(judged.replicas());
    }
}
