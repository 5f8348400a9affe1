package io.blackroad.scaling;

import static io.blackroad.scaling.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.ScaleRule.Metric;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a single sample leads to. The band is 40 % to 80 %, so the target is 60 %. */
class ScalingTest {
    private static final ScaleRule WIDE = Given.rule(1, 1_000, 80, 40);

    private static ScaleDecision decide(ScaleRule rule, TargetState state, LoadSample sample) {
        List<ScaleDecision> decisions = Scaling.decide(rule, state, sample, NOW).decisions();
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400000, HOLD",
        "399999, DOWN",
        "600000, HOLD",
        "800000, HOLD",
        "800001, UP",
        "1000000, UP",
        "0, DOWN",
    })
    void theEdgesOfTheBandBelongToIt(long used, Direction expected) {
        assertThat(decide(WIDE, Given.running(20), Given.using(used)).direction())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 90, 15",
        "10, 81, 14",
        "10, 100, 17",
        "10, 250, 42",
        "7, 85, 10",
        "1, 81, 2",
        "10, 30, 5",
        "10, 39, 7",
        "12, 35, 7",
        "100, 6, 10",
    })
    void stepsInProportionAndRoundsUp(int current, int percent, int to) {
        ScaleDecision decision = decide(WIDE, Given.running(current), Given.percent(percent));
        assertThat(decision.from()).isEqualTo(current);
        assertThat(decision.to()).isEqualTo(to);
        assertThat(decision.binding()).isEqualTo(Binding.NONE);
        assertThat(decision.utilizationPermille()).isEqualTo(10 * percent);
        assertThat(decision.predictedPermille()).isEqualTo(10 * percent * current / to);
        assertThat(decision.proposals()).extracting(Proposal::replicas).containsExactly(to);
    }

    @ParameterizedTest
    @CsvSource({"2, 39, 1", "3, 39, 2", "0, 81, 1"})
    void aCrossedBandMovesAtLeastOneReplica(int current, int percent, int to) {
        assertThat(decide(Given.rule(0, 1_000, 80, 40), Given.running(current), Given.percent(percent))
                        .to())
                .isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"70, 35, 75, 15", "71, 34, 75, 15", "60, 31, 91, 20"})
    void theMiddleOfTheBandMayBeAHalfPercent(int up, int down, int percent, int to) {
        assertThat(decide(Given.rule(1, 100, up, down), Given.running(10), Given.percent(percent))
                        .to())
                .isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "90, 95, UP, 100, MAXIMUM",
        "100, 95, HOLD, 100, MAXIMUM",
        "11, 10, DOWN, 10, MINIMUM",
        "10, 10, HOLD, 10, MINIMUM",
        "63, 95, UP, 100, NONE",
    })
    void boundsCutTheStep(int current, int percent, Direction direction, int to, Binding binding) {
        ScaleDecision decision = decide(Given.worker(), Given.running(current), Given.percent(percent));
        assertThat(decision.direction()).isEqualTo(direction);
        assertThat(decision.to()).isEqualTo(to);
        assertThat(decision.binding()).isEqualTo(binding);
    }

    @ParameterizedTest
    @CsvSource({"3, UP, 10, MINIMUM", "9, UP, 10, MINIMUM", "101, DOWN, 100, MAXIMUM", "0, UP, 10, MINIMUM"})
    void outsideTheBoundsItReturnsAtOnce(int current, Direction direction, int to, Binding binding) {
        LoadSample nothing = Given.sample(AgentSums.NONE);
        for (LoadSample sample : List.of(Given.percent(60), Given.percent(0), Given.percent(100), nothing)) {
            ScaleDecision decision = decide(Given.worker(), Given.changed(current, NOW.minusSeconds(1)), sample);
            assertThat(decision.direction()).isEqualTo(direction);
            assertThat(decision.to()).isEqualTo(to);
            assertThat(decision.binding()).isEqualTo(binding);
            assertThat(decision.utilizationPermille()).isEqualTo(-1);
        }
    }

    @Test
    void aReturnInsideTheBoundsIsPausedAndConfirmedLikeAnyOther() {
        LoadSample sample = Given.percent(60);
        assertThat(decide(Given.paused(Given.worker(), true, false), Given.running(3), sample)
                        .binding())
                .isEqualTo(Binding.PAUSED);
        assertThat(decide(Given.worker(), Given.pending(3, Direction.UP, NOW.minusSeconds(1)), sample)
                        .binding())
                .isEqualTo(Binding.UNCONFIRMED);
        assertThat(decide(Given.worker(), Given.pending(3, Direction.DOWN, NOW.minusSeconds(1)), sample)
                        .direction())
                .isEqualTo(Direction.UP);
    }

    @ParameterizedTest
    @CsvSource({"true, false, 90, PAUSED", "true, false, 10, NONE", "false, true, 90, NONE", "false, true, 10, PAUSED"})
    void aPauseHoldsItsDirectionOnly(boolean up, boolean down, int percent, Binding binding) {
        assertThat(decide(Given.paused(WIDE, up, down), Given.running(20), Given.percent(percent))
                        .binding())
                .isEqualTo(binding);
    }

    @ParameterizedTest
    // fresh millis used of 1,000,000; millis requested by the missing; what comes of it
    @CsvSource({
        "900000, 0, UP, 30, NONE, 900",
        // 900 of 1125 with the missing at nothing: exactly 80 %, no reason to go up.
        "900000, 125000, HOLD, 20, MISSING_SAMPLES, 900",
        "900000, 124999, UP, 27, NONE, 800",
        "900000, 100000, UP, 28, NONE, 818",
        "300000, 0, DOWN, 10, NONE, 300",
        // 300 + 0.6 x 500 of 1500: exactly 40 % with the missing at the target.
        "300000, 500000, HOLD, 20, MISSING_SAMPLES, 300",
        "300000, 499999, DOWN, 14, NONE, 399",
        "600000, 9000000, HOLD, 20, WITHIN_BAND, 600",
    })
    void missingSamplesCountAgainstTheChange(
            long used, long missing, Direction direction, int to, Binding binding, int permille) {
        ScaleDecision decision =
                decide(WIDE, Given.running(20), Given.cpu(10, missing == 0 ? 0 : 5, used, 1_000_000, missing));
        assertThat(decision.direction()).isEqualTo(direction);
        assertThat(decision.to()).isEqualTo(to);
        assertThat(decision.binding()).isEqualTo(binding);
        assertThat(decision.utilizationPermille()).isEqualTo(permille);
    }

    @Test
    void withoutAFreshSampleItHoldsAndSaysSo() {
        ScaleDecision decision = decide(Given.worker(), Given.running(20), Given.cpu(0, 12, 0, 0, 12_000));
        assertThat(decision.binding()).isEqualTo(Binding.NO_FRESH_SAMPLE);
        assertThat(decision.to()).isEqualTo(20);
        assertThat(decision.reason()).contains("none of 12 agents");
    }

    @Test
    void agentsThatRequestNothingAreNotCalledSilent() {
        ScaleDecision decision = decide(Given.worker(), Given.running(20), Given.cpu(12, 0, 500, 0, 0));
        assertThat(decision.binding()).isEqualTo(Binding.NO_FRESH_SAMPLE);
        assertThat(decision.reason()).contains("the 12 agents").contains("request no cpu");
    }

    @Test
    void withoutAControllerItHoldsAndSaysSo() {
        ScaleDecision decision = decide(Given.worker(), TargetState.NEW, Given.percent(99));
        assertThat(decision.binding()).isEqualTo(Binding.REPLICAS_UNKNOWN);
        assertThat(decision.from()).isEqualTo(-1);
        assertThat(decision.to()).isEqualTo(-1);
        assertThat(decision.sequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"81, 100, UP, 14", "80, 100, HOLD, 10", "39, 100, DOWN, 7", "40, 100, HOLD, 10"})
    void memoryIsComparedInMebibytes(long usedMib, long requestedMib, Direction direction, int to) {
        LoadSample sample = Given.memory(usedMib << 20, requestedMib << 20, 0);
        ScaleDecision decision = decide(Given.of(WIDE, Metric.MEMORY), Given.running(10), sample);
        assertThat(decision.direction()).isEqualTo(direction);
        assertThat(decision.to()).isEqualTo(to);
        assertThat(decision.reason()).contains("memory");
    }

    @Test
    void missingMemoryCountsAgainstTheChangeToo() {
        LoadSample sample = Given.memory(90L << 30, 100L << 30, 100L << 30);
        assertThat(decide(Given.of(WIDE, Metric.MEMORY), Given.running(10), sample)
                        .binding())
                .isEqualTo(Binding.MISSING_SAMPLES);
    }

    @ParameterizedTest
    // Replicas x use passes 2^63 in each; without care the product wraps, to anything.
    @CsvSource({
        "100000, 92233720368548, 92233720368548, UP, 166667",
        "1000000, 46116860184274, 46116860184274, UP, 1666667",
        "1000000, 2147483647000000, 1000000000, UP, 2000000000",
        "2000000000, 1000000000, 1000000000000000, DOWN, 3334",
    })
    void hugeNumbersDoNotOverflow(int current, long used, long requested, Direction direction, int to) {
        ScaleRule rule = Given.rule(1, 2_000_000_000, 80, 40);
        ScaleDecision decision = decide(rule, Given.running(current), Given.cpu(1_000_000, 0, used, requested, 0));
        assertThat(decision.direction()).isEqualTo(direction);
        assertThat(decision.to()).isEqualTo(to);
        assertThat(decision.utilizationPermille()).isNotNegative();
        assertThat(decision.predictedPermille()).isNotNegative();
    }

    @Test
    void aUtilisationBeyondAnIntIsCut() {
        ScaleDecision decision = decide(WIDE, Given.running(10), Given.cpu(1, 0, Integer.MAX_VALUE, 1, 0));
        assertThat(decision.utilizationPermille()).isEqualTo(Integer.MAX_VALUE);
        assertThat(decision.to()).isEqualTo(1_000);
    }

    @Test
    void noReplicasAndNoWorkIsTheFewestThereAre() {
        ScaleDecision decision = decide(Given.rule(0, 10, 80, 40), Given.running(0), Given.percent(10));
        assertThat(decision.binding()).isEqualTo(Binding.MINIMUM);
        assertThat(decision.proposals()).extracting(Proposal::replicas).containsExactly(0);
    }

    @Test
    void aDecisionSaysWhenItWasMadeAndHowLongItIsValid() {
        ScaleDecision decision = decide(Given.worker(), Given.running(20), Given.percent(90));
        assertThat(decision.decidedAt()).isEqualTo(NOW);
        assertThat(decision.validUntil()).isEqualTo(Instant.parse("2026-03-01T12:02:00Z"));
        assertThat(decision.reason()).isEqualTo("cpu 90.0 % is above 80 %: ceil(20 x 90.0 % / 60.0 %) = 30");
    }

    @Test
    void theStepsEndWithTheResult() {
        List<String> steps = Scaling.steps(Given.worker(), Given.running(90), Given.percent(95), NOW);
        assertThat(steps).first().asString().contains("90 replicas run");
        assertThat(steps).last().asString().contains("UP to 100 replicas").contains("MAXIMUM");
    }
}
