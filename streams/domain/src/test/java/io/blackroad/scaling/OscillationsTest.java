package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Oscillations that were published of the systems whose rules we have, re-enacted: in safe mode none of them reverses.
 * Where the letter does reverse in the same plant, that is asserted too, so that the plant is known to provoke it.
 */
class OscillationsTest {
    private static final int HOUR = 3_600;

    private static ScaleRule target(String mode, int min, int max, int percent) {
        return Rule.of("target", min, max)
                .with("mode", mode)
                .with("targetPercent", percent)
                .build();
    }

    /**
     * A metric that is four minutes old is multiplied by what runs by now, so a load that needs 1,000 replicas makes a
     * proportional rule swing between 500 and 2,000.
     */
    @Test
    void delayedMetricsDoNotSwingFromFiveHundredToTwoThousand() {
        Plant plant = delayed("safe").run(0, 4 * HOUR);
        assertThat(plant.reversals()).isZero();
        assertThat(plant.replicas()).isBetween(1_000, 1_120);
    }

    @Test
    void theLetterSwingsThere() {
        Plant plant = delayed("hpa").run(0, 4 * HOUR);
        assertThat(plant.reversals()).isGreaterThan(5);
        assertThat(plant.decisions).anyMatch(decision -> decision.to() == 2_000);
        assertThat(plant.decisions)
                .anyMatch(decision -> decision.to() <= 600 && decision.direction() == Direction.DOWN);
    }

    private static Plant delayed(String mode) {
        ScaleRule rule = Rule.of("target", 500, 2_000)
                .with("mode", mode)
                .with("metric", "queued")
                .with("type", "value")
                .with("targetValue", 700)
                .with("limits.downStabilizationSeconds", 0)
                .build();
        IntToDoubleFunction demand = second -> second < 600 ? 350 : 700;
        // The metric is a thousand times the load of a replica.
        return new Plant(rule, 500, demand).startingIn(30).measuring(1_000).metricsLateBy(240);
    }

    /** One replica's load at the edge of the tolerance: 56 % of a target of 50 %, with a little noise. */
    @Test
    void doesNotFlipBetweenTwoAndOneAtTheEdgeOfTheTolerance() {
        Random random = new Random(7);
        Plant plant = new Plant(target("safe", 1, 10, 50), 1, second -> 0.5 + 0.06 * (random.nextDouble() * 2 - 0.5))
                .run(0, 12 * HOUR);
        assertThat(plant.reversals()).isZero();
    }

    @Test
    void theLetterFlipsThereWithoutItsWindow() {
        Random random = new Random(7);
        ScaleRule letter = Rule.of("target", 1, 10)
                .with("mode", "hpa")
                .with("targetPercent", 50)
                .with("limits.downStabilizationSeconds", 0)
                .build();
        Plant plant = new Plant(letter, 1, second -> 0.5 + 0.06 * (random.nextDouble() * 2 - 0.5)).run(0, 12 * HOUR);
        assertThat(plant.reversals()).isPositive();
    }

    /** A burst of a minute, twice: leaving the panic must not undershoot and come back. */
    @Test
    void leavingThePanicDoesNotComeBack() {
        ScaleRule rule = Rule.of("panic", 1, 100)
                .with("target", 1)
                .with("targetUtilizationPercent", 70)
                .build();
        Plant plant = new Plant(rule, 5, second -> second % 90 < 20 ? 12 : 3)
                .startingIn(15)
                .run(0, 2 * HOUR);
        assertThat(plant.changes(Direction.DOWN)).isZero();
        assertThat(plant.reversals()).isZero();
    }

    @Test
    void knativeComesBackThere() {
        ScaleRule rule = Rule.of("panic", 1, 100)
                .with("mode", "kpa")
                .with("target", 1)
                .with("targetUtilizationPercent", 70)
                .build();
        Plant plant = new Plant(rule, 5, second -> second % 90 < 20 ? 12 : 3)
                .startingIn(15)
                .run(0, 2 * HOUR);
        assertThat(plant.reversals()).isPositive();
    }

    /** Replicas that start take two minutes; a rule that multiplies them asks for them again. */
    @Test
    void unreadyReplicasAreNotCountedTwice() {
        Plant plant = new Plant(target("safe", 5, 500, 70), 10, second -> second < 60 ? 6 : 28)
                .startingIn(120)
                .run(0, HOUR);
        assertThat(plant.reversals()).isZero();
        assertThat(plant.replicas()).isLessThanOrEqualTo(48);
    }

    @Test
    void noiseOfTwentyPercentAroundAConstantLoadReversesNothing() {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Plant plant = new Plant(target("safe", 1, 200, 70), 30, second -> 20 * (0.8 + 0.4 * random.nextDouble()))
                    .run(0, 24 * HOUR);
            assertThat(plant.reversals()).as("seed %d", seed).isZero();
        }
    }

    /** A load that really swings faster than the windows: the guard sees it and says so. */
    @Test
    void theGuardDampsWhatGoesBackAndForthAndSaysSo() {
        ScaleRule rule = Rule.of("target", 1, 200)
                .with("targetPercent", 70)
                .with("limits.downStabilizationSeconds", 0)
                .build();
        Plant plant = new Plant(rule, 10, second -> second / 120 % 2 == 0 ? 40 : 10).run(0, 2 * HOUR);
        assertThat(plant.decisions).anySatisfy(decision -> {
            assertThat(decision.binding()).isEqualTo(Binding.OSCILLATION);
            assertThat(decision.reason()).contains("back and forth");
        });
        Plant without = new Plant(
                        Rule.of("target", 1, 200)
                                .with("targetPercent", 70)
                                .with("limits.downStabilizationSeconds", 0)
                                .with("limits.oscillation", false)
                                .build(),
                        10,
                        second -> second / 120 % 2 == 0 ? 40 : 10)
                .run(0, 2 * HOUR);
        assertThat(plant.reversals()).isLessThan(without.reversals() / 2);
    }
}
