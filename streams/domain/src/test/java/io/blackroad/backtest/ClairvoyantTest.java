package io.blackroad.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClairvoyantTest {
    private static final ReplicaModel MODEL = ReplicaModel.of(Duration.ofSeconds(30));

    private static double seconds(Demand demand) {
        return Clairvoyant.replicaHours(demand, MODEL) * 3_600;
    }

    @Test
    void paysWhatIsNeededAndTheStartAndTheDrain() {
        // 1 replica all the time; 9 more for 100 s, with 30 s to start and 10 s to drain.
        assertThat(seconds(Demands.step(1_000, 1, 10, 500, 600))).isCloseTo(1_000 + 9 * 140, within(1e-6));
    }

    @Test
    void keepsReplicasOverAShortGapAndStopsThemInALongOne() {
        Demand shortGap = Demand.of(1_000, new int[] {0, 500, 539}, new double[] {5, 0, 5});
        Demand longGap = Demand.of(1_000, new int[] {0, 500, 800}, new double[] {5, 0, 5});

        assertThat(seconds(shortGap)).isCloseTo(5 * 1_000, within(1e-6));
        assertThat(seconds(longGap)).isCloseTo(5 * (700 + 40), within(1e-6));
    }

    /** For one replica every plan can be tried: which of the gaps it waits through. */
    @Test
    void noPlanIsCheaper() {
        Random random = new Random(5);
        for (int world = 0; world < 200; world++) {
            boolean[] needed = new boolean[150];
            double[] levels = new double[needed.length];
            boolean on = true;
            for (int tick = 0; tick < needed.length; tick++) {
                on = random.nextInt(25) == 0 ? !on : on;
                needed[tick] = on;
                levels[tick] = on ? 1 : 0;
            }
            assertThat(seconds(Demand.of(levels))).as("world " + world).isCloseTo(cheapest(needed), within(1e-6));
        }
    }

    private static double cheapest(boolean[] needed) {
        // State: ticks until ready while starting, up, or down. cost[s] is the least so far.
        int start = MODEL.startTicks();
        double[] cost = new double[start + 2];
        // What the first tick needs is there; what comes soon after may have been started before the beginning.
        Arrays.fill(cost, needed[0] ? Double.POSITIVE_INFINITY : 0);
        cost[0] = 0;
        int down = start + 1;
        for (int tick = 0; tick < needed.length; tick++) {
            double[] next = new double[cost.length];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            int drain = Math.min(MODEL.drainTicks(), needed.length - tick);
            double stop = Math.min(cost[down], cost[0] + drain);
            if (!needed[tick]) {
                next[down] = stop;
                if (start > 0) {
                    next[start - 1] = stop + 1;
                }
                for (int left = 1; left <= start; left++) {
                    next[left - 1] = Math.min(next[left - 1], cost[left] + 1);
                }
                next[0] = Math.min(next[0], cost[0] + 1);
            } else {
                next[0] = cost[0] + 1;
            }
            cost = next;
        }
        double least = Double.POSITIVE_INFINITY;
        for (double value : cost) {
            least = Math.min(least, value);
        }
        return least;
    }
}
