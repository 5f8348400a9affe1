package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.pool.PoolKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolKindTest {
    private static Rule pool() {
        return Rule.of("pool", 10, 1_000).with("limits.watchSeconds", 0).with("limits.oscillation", false);
    }

    private static LoadSample sample(int agents, int idle, int busy, int pending, int arrived) {
        return new LoadSample(
                1,
                1,
                new AgentSums(agents, idle, busy, 0, agents, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, pending, 0),
                new TaskCounts(arrived, 0, 0, 0, 0),
                0,
                0,
                0,
                0,
                List.of());
    }

    private static int decided(ScaleRule rule, int replicas, LoadSample sample) {
        Outcome<TargetState, ScaleDecision> outcome =
                Scaling.decide(rule, Given.running(replicas), sample, Circumstances.PLAIN, Given.NOW);
        return outcome.decisions().get(0).to();
    }

    /** The guide's: above two a replica twice as many, below a quarter half as many, from 10 to 1,000; idle ones only. */
    @ParameterizedTest
    @CsvSource({
        "40, 40, 81, 80",
        "40, 40, 80, 40",
        "40, 40, 10, 40",
        "40, 40, 9, 20",
        "40, 20, 0, 20",
        "40, 19, 0, 21",
        "40, 3, 9, 37",
        "40, 0, 0, 40",
        "12, 12, 0, 10",
        "10, 10, 0, 10",
        "700, 0, 1500, 1000"
    })
    void doublesAndHalves(int replicas, int idle, int pending, int to) {
        LoadSample sample = sample(replicas, idle, replicas - idle, pending, 0);
        assertThat(decided(pool().build(), replicas, sample)).isEqualTo(to);
    }

    @Test
    void aReplicaOfSeveralAgentsIsIdleInProportion() {
        assertThat(decided(pool().build(), 40, sample(400, 105, 295, 0, 0))).isEqualTo(30);
    }

    @Test
    void keepsAgentsWarmBesideTheBusyOnes() {
        ScaleRule rule = pool().with("missPercent", 1).with("wakeSeconds", 2).build();
        TargetState state = Given.running(40);
        Instant now = Given.NOW;
        ScaleDecision last = null;
        for (int tick = 0; tick < 70; tick++) {
            now = now.plusSeconds(1);
            // 6 claims a second, 2 seconds each: a load of 12, for which Erlang's table has 20 lines.
            Outcome<TargetState, ScaleDecision> outcome =
                    Scaling.decide(rule, state, sample(40, 30, 10, 0, 6), Circumstances.PLAIN, now);
            state = outcome.state();
            last = outcome.decisions().isEmpty() ? last : outcome.decisions().get(0);
        }
        assertThat(PoolKind.warm(state.memories())).hasValue(20);
        assertThat(last.proposals().get(0).reason()).contains("stay warm");
        int first = decided(rule, 40, sample(40, 30, 10, 0, 6));
        assertThat(first)
                .as("a pool that has watched nothing yet gives nobody up")
                .isEqualTo(40);
        ScaleDecision down = decide(rule, state, sample(40, 30, 10, 0, 6), now.plusSeconds(1));
        assertThat(down.to()).isEqualTo(30);
        assertThat(down.reason()).contains("10 are busy and 20 stay warm");
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "7", "10", "20", "60"})
    void aTickOfAnyLengthTellsHowOftenOneIsClaimed(int tickSeconds) {
        ScaleRule rule = pool().with("missPercent", 1).with("wakeSeconds", 2).build();
        Circumstances around = new Circumstances(tickSeconds * Micros.SECOND, -1, 0, 0);
        TargetState state = Given.running(40);
        for (int tick = 1; tick <= 3 + 70 / tickSeconds; tick++) {
            Instant now = Given.NOW.plusSeconds((long) tick * tickSeconds);
            state = Scaling.decide(rule, state, sample(40, 30, 10, 0, 6 * tickSeconds), around, now)
                    .state();
        }
        assertThat(PoolKind.warm(state.memories())).hasValue(20);
    }

    @Test
    void aTickOfAnotherLengthIsWatchedAnew() {
        ScaleRule rule = pool().with("missPercent", 1).with("wakeSeconds", 2).build();
        TargetState state = Given.running(40);
        Instant now = Given.NOW;
        for (int tick = 0; tick < 20; tick++) {
            now = now.plusSeconds(1);
            state = Scaling.decide(rule, state, sample(40, 30, 10, 0, 6), Circumstances.PLAIN, now)
                    .state();
        }
        assertThat(PoolKind.warm(state.memories())).hasValue(20);
        Circumstances longer = new Circumstances(10 * Micros.SECOND, -1, 0, 0);
        state = Scaling.decide(rule, state, sample(40, 30, 10, 0, 60), longer, now.plusSeconds(10))
                .state();
        assertThat(PoolKind.warm(state.memories())).hasValue(0);
    }

    private static ScaleDecision decide(ScaleRule rule, TargetState state, LoadSample sample, Instant now) {
        Answer applied = new Answer(state.lastSequence(), Answer.Kind.APPLIED, 40);
        TargetState confirmed = Scaling.answered(state, applied);
        return Scaling.decide(rule, confirmed, sample, Circumstances.PLAIN, now)
                .decisions()
                .get(0);
    }

    @Test
    void withoutAnObjectiveNothingIsRemembered() {
        Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(
                pool().build(), Given.running(40), sample(40, 40, 0, 0, 9), Circumstances.PLAIN, Given.NOW);
        assertThat(PoolKind.warm(outcome.state().memories())).isEmpty();
    }

    @Test
    void refusesABandThatTurnsAround() {
        assertThat(pool().with("halveBelow", 1).problems())
                .singleElement()
                .asString()
                .contains("halveBelow: must be at most a quarter of doubleAbove");
    }
}
