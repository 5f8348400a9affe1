package io.blackroad.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestTest {

    /** Orders what it was told at the ticks that it was told. */
    private static Contestant plan(Map<Integer, Integer> orders) {
        return new Contestant() {
            @Override
            public String name() {
                return "plan";
            }

            @Override
            public Player begin() {
                List<Integer> seen = new ArrayList<>();
                return (sample, told, ready, now) -> {
                    seen.add(told);
                    Integer order = orders.get(seen.size());
                    return order == null ? null : new Player.Move(order, "NONE", "planned");
                };
            }
        };
    }

    @Test
    void countsShortageSurplusChangesAndReversals() {
        Demand demand = Demands.step(100, 2, 4, 50, 80);
        Backtest backtest = Backtest.of(demand, ReplicaModel.of(Duration.ofSeconds(10)));

        Run run = backtest.play(plan(Map.of(51, 4, 85, 2, 90, 3)));
        Scores scores = run.scores();

        // Ready from tick 61 on: ticks 50 to 60 are short by two; 80 to 84 have two too many.
        assertThat(scores.timeshareUnder()).isCloseTo(0.11, within(1e-9));
        assertThat(scores.underHours() * 3_600).isCloseTo(22, within(1e-6));
        assertThat(scores.overHours() * 3_600).isCloseTo(10, within(1e-6));
        assertThat(scores.accuracyUnder()).isCloseTo(11 * 0.5 / 100, within(1e-9));
        assertThat(scores.accuracyOver()).isCloseTo(5.0 / 100, within(1e-9));
        assertThat(scores.changes()).isEqualTo(3);
        assertThat(scores.reversals()).isEqualTo(2);
        assertThat(scores.waitSeconds()).isPositive();
        assertThat(scores.unserved()).isZero();
        // 2 all the time, 2 for 34 s, 10 s of drain for two, and one that was started 10 ticks before the end.
        assertThat(scores.replicaHours() * 3_600).isCloseTo(200 + 68 + 20 + 10, within(1e-6));
        assertThat(run.changes()).extracting(Change::to).containsExactly(4, 2, 3);
    }

    @Test
    void whoIsNeverShortPaysAtLeastWhatTheClairvoyantPays() {
        Demand demand = Demands.noise(4 * Demands.HOUR, 20, 0.5, 60, 3);
        Backtest backtest = Backtest.of(demand, ReplicaModel.of(Duration.ofSeconds(30)));

        Scores scores = backtest.play(plan(Map.of(1, 30))).scores();

        assertThat(scores.clairvoyantHours()).isPositive();
        assertThat(scores.regretHours()).isPositive();
    }

    @Test
    void theSameBacktestGivesTheSameRun() {
        Demand demand = Demands.noise(2 * Demands.HOUR, 30, 0.4, 20, 9);
        Backtest backtest = Backtest.of(demand, ReplicaModel.of(Duration.ofSeconds(30)));
        RuleContestant adaptive = Demands.rule("adaptive", Map.of());

        Run first = backtest.play(adaptive);
        Run second = backtest.play(adaptive);

        assertThat(second.scores()).isEqualTo(first.scores());
        assertThat(second.changes()).isEqualTo(first.changes());
    }

    @Test
    void aRuleDecidesInItAsItDoesLive() {
        Demand demand = Demands.step(Demands.HOUR, 5, 20, 600, 1_800);
        Backtest backtest = Backtest.of(demand, ReplicaModel.of(Duration.ofSeconds(30)));

        Run run = backtest.play(Demands.rule("guide", Map.of()));

        assertThat(run.changes()).isNotEmpty();
        assertThat(run.changes().get(0).reason()).contains("cpu 100.0 % is above 80 %");
    }

    @Test
    void aSpikeOfOneTickIsStillSeenInACourse() {
        Trail trail = Trail.of(Demands.step(100_000, 1, 50, 77_777, 77_778), 100);

        assertThat(trail.points()).isEqualTo(100);
        assertThat(trail.high(77)).isEqualTo(50);
        assertThat(trail.low(77)).isEqualTo(1);
    }
}
