package io.blackroad.infra.system.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What grows is found, through noise and a few wild readings; what only begins, or is too short, is not. */
class VitalsTest {
    private static final double MB = 1 << 20;
    private static final Duration LEAST = Duration.ofMinutes(10);
    private static final int SECONDS = 1_800;

    private final Vitals vitals = new Vitals();
    private final Random random = new Random(7);

    private void read(Measure measure, String of, int seconds, DoubleUnaryOperator value) {
        for (int at = 0; at < seconds; at += 5) {
            vitals.add(measure, of, 1, at, value.applyAsDouble(at));
        }
    }

    @Test
    void whatSwingsAroundOneHeightIsFlat() {
        read(Measure.RESIDENT, "a", SECONDS, at -> 400 * MB + 30 * MB * random.nextGaussian());
        read(Measure.HANDLES, "a", SECONDS, at -> 300 + at % 60);
        read(Measure.SERIES, "a", SECONDS, at -> 2_000);
        assertThat(vitals.findings(LEAST)).isEmpty();
        assertThat(vitals.judged(Measure.RESIDENT, LEAST)).isEqualTo(1);
        assertThat(vitals.table(LEAST)).hasSize(3);
    }

    @Test
    void aLeakIsFoundThroughNoiseAndOutliers() {
        read(Measure.RESIDENT, "leaks", SECONDS, at -> 400 * MB + 0.06 * MB * at + 20 * MB * random.nextGaussian());
        read(Measure.HANDLES, "leaks", SECONDS, at -> at % 200 == 0 ? 5_000 : 300 + at / 20);
        read(Measure.SERIES, "leaks", SECONDS, at -> 2_000 + at / 10);
        assertThat(vitals.findings(LEAST))
                .hasSize(3)
                .allSatisfy(found -> assertThat(found).startsWith("not flat").contains("leaks"));
    }

    @Test
    void aFewWildReadingsAreNoLeak() {
        read(Measure.HANDLES, "a", SECONDS, at -> at > 1_500 && at % 60 == 0 ? 9_000 : 300);
        assertThat(vitals.findings(LEAST)).isEmpty();
    }

    @Test
    void theBeginningOfALifeIsLeftOut() {
        read(Measure.RESIDENT, "warms up", SECONDS, at -> at < SECONDS / 3 ? (100 + at / 2) * MB : 400 * MB);
        assertThat(vitals.findings(LEAST)).isEmpty();
    }

    @Test
    void aLifeThatIsTooShortSaysNothing() {
        read(Measure.RESIDENT, "short", 300, at -> at * MB);
        assertThat(vitals.findings(LEAST)).isEmpty();
        assertThat(vitals.judged(Measure.RESIDENT, LEAST)).isZero();
        assertThat(vitals.table(LEAST)).singleElement().asString().contains("too short");
    }

    /** As of a heap that is looked at once a minute. */
    @Test
    void aLineThroughFiveReadingsSaysNothing() {
        for (int minute = 0; minute <= 10; minute++) {
            vitals.add(Measure.LIVE_HEAP, "young", 1, 60 * minute, (minute < 8 ? 60 : 69) * MB);
        }
        for (int minute = 0; minute <= 20; minute++) {
            vitals.add(Measure.LIVE_HEAP, "old", 1, 60 * minute, (60 + 2 * minute) * MB);
        }
        assertThat(vitals.findings(LEAST)).singleElement().asString().contains("old");
    }

    @Test
    void eachLifeOfAProcessIsJudgedAlone() {
        for (int at = 0; at < SECONDS; at += 5) {
            vitals.add(Measure.RESIDENT, "a", at < 900 ? 1 : 2, at, (at < 900 ? 200 : 400) * MB);
        }
        assertThat(vitals.findings(LEAST)).isEmpty();
        assertThat(vitals.judged(Measure.RESIDENT, LEAST)).isEqualTo(2);
    }

    @Test
    void recoveriesThatTakeLongerAndLongerAreFoundAlsoWhenThereAreFew() {
        for (int i = 0; i < 6; i++) {
            vitals.add(Measure.RECOVERY, "same", 0, 300.0 * i, 12 + i % 2);
            vitals.add(Measure.RECOVERY, "slower", 0, 300.0 * i, 12 + 4 * i);
        }
        assertThat(vitals.findings(LEAST)).singleElement().asString().contains("slower");
    }
}
