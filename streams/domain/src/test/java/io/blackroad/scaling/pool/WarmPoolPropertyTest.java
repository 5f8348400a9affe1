package io.blackroad.scaling.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The formula against a pool that is played claim by claim, with wakes that take different times. */
class WarmPoolPropertyTest {
    private static final int CLAIMS = 60_000;
    private static final long WAKE_MICROS = 4_000_000;

    @Property(tries = 40)
    void noMoreMissThanTheObjectiveAndWithOneFewerMoreDo(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.3, max = 25) double load,
            @ForAll @IntRange(min = 10, max = 200) int missPermille,
            @ForAll Wake wake) {
        // The load as claims of a long window, to be whole.
        long window = 1_000_000 * WAKE_MICROS;
        int size = WarmPool.size(Math.round(load * 1_000_000), window, WAKE_MICROS, missPermille);
        double objective = missPermille / 1e3;
        double chance = 0.004 + 0.12 * objective;
        assertThat(missed(new SplittableRandom(seed), size, load, wake)).isLessThan(objective + chance);
        if (size > 0) {
            assertThat(missed(new SplittableRandom(seed), size - 1, load, wake)).isGreaterThan(objective - chance);
        }
    }

    @Property
    void moreClaimsLongerWakesAndFewerMissesNeverNeedFewerAgents(
            @ForAll @IntRange(max = 5_000) int claims,
            @ForAll @IntRange(max = 60) int wakeSeconds,
            @ForAll @IntRange(min = 1, max = 400) int missPermille) {
        long window = 60_000_000;
        long wake = wakeSeconds * 1_000_000L;
        int size = WarmPool.size(claims, window, wake, missPermille);
        assertThat(size).isBetween(0, WarmPool.MOST);
        assertThat(WarmPool.size(claims + 1, window, wake, missPermille)).isGreaterThanOrEqualTo(size);
        assertThat(WarmPool.size(claims, window, wake + 1_000_000, missPermille))
                .isGreaterThanOrEqualTo(size);
        assertThat(WarmPool.size(claims, window, wake, missPermille + 1)).isLessThanOrEqualTo(size);
    }

    /** What the time of a wake is like; its mean is 1. */
    enum Wake {
        ALWAYS_THE_SAME,
        EVENLY_SPREAD,
        WITHOUT_MEMORY;

        double time(SplittableRandom random) {
            return switch (this) {
                case ALWAYS_THE_SAME -> 1;
                case EVENLY_SPREAD -> 2 * random.nextDouble();
                case WITHOUT_MEMORY -> -Math.log(1 - random.nextDouble());
            };
        }
    }

    /** Share of the claims that find no warm agent. */
    private static double missed(SplittableRandom random, int size, double load, Wake wake) {
        PriorityQueue<Double> woken = new PriorityQueue<>();
        double now = 0;
        int missed = 0;
        for (int claim = 0; claim < CLAIMS; claim++) {
            now -= Math.log(1 - random.nextDouble()) / load;
            while (!woken.isEmpty() && woken.peek() <= now) {
                woken.poll();
            }
            if (woken.size() < size) {
                woken.add(now + wake.time(random));
            } else {
                missed++;
            }
        }
        return (double) missed / CLAIMS;
    }
}
