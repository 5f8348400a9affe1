package io.blackroad.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adaptive rule promises, on demands that anybody can make again. */
class AdaptiveRuleTest {
    private static final RuleContestant ADAPTIVE = Demands.rule("adaptive", Map.of());

    private static Run play(Demand demand, int lagSeconds) {
        return Backtest.of(demand, ReplicaModel.of(Duration.ofSeconds(lagSeconds)))
                .play(ADAPTIVE);
    }

    @Test
    void aTenfoldStepIsOrderedAtOnceWithoutOvershootAndGivenBackSoon() {
        int from = 3_000;
        int to = from + 1_200;
        Run run = play(Demands.step(2 * Demands.HOUR, 10, 100, from, to), 60);

        List<Change> ups = run.changes().stream().filter(c -> c.to() >= 100).toList();
        assertThat(ups.get(0).tick()).isBetween(from, from + 5);
        assertThat(run.scores().mostReplicas()).isLessThanOrEqualTo(110);
        Change back = run.changes().stream()
                .filter(c -> c.tick() >= to && c.to() <= 12)
                .findFirst()
                .orElseThrow();
        assertThat(back.tick()).isLessThanOrEqualTo(to + 120);
        assertThat(run.scores().replicaHours()).isLessThanOrEqualTo(55);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCalmDayHasNoReversal(long seed) {
        Run run = play(Demands.noise(24 * Demands.HOUR, 50, 0.2, 1, seed), 30);

        assertThat(run.scores().reversals()).isZero();
        assertThat(run.scores().timeshareUnder()).isLessThan(0.01);
        assertThat(run.scores().replicaHours()).isLessThan(1.3 * 24 * 50);
    }

    @Test
    void aDayThatRepeatsCostsLittleMoreThanKnowingIt() {
        double[] levels = new double[3 * 24 * 60];
        for (int minute = 0; minute < levels.length; minute++) {
            levels[minute] = 50 * (1 + 0.8 * Math.sin(2 * Math.PI * minute / 1_440));
        }
        int[] starts = new int[levels.length];
        for (int minute = 0; minute < starts.length; minute++) {
            starts[minute] = 60 * minute;
        }
        Run run = play(Demand.of(60 * levels.length, starts, levels), 120);

        assertThat(run.scores().replicaHours()).isLessThan(1.15 * run.scores().clairvoyantHours());
        assertThat(run.scores().timeshareUnder()).isLessThan(0.01);
        assertThat(run.scores().reversals()).isLessThan(20);
    }

    @Test
    void theReasonSaysWhatItWasDecidedFrom() {
        Run run = play(Demands.step(Demands.HOUR, 10, 40, 600, 1_800), 30);

        assertThat(run.changes().get(run.changes().size() - 1).reason())
                .contains("replicas of 100 tasks/s")
                .contains("expects");
    }
}
