package io.blackroad.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DemandTest {

    @Test
    void readsItsStepsTickByTick() {
        DemandCursor cursor =
                Demand.of(4, new int[] {0, 3}, new double[] {2, 5}).cursor();

        double[] read = new double[4];
        for (int tick = 0; cursor.hasNext(); tick++) {
            read[tick] = cursor.next();
        }

        assertThat(read).containsExactly(2, 2, 2, 5);
    }

    @Test
    void equalLevelsAreOneStep() {
        Demand demand = Demand.of(new double[] {1, 1, 4, 4, 4, 1});

        assertThat(demand.steps()).isEqualTo(3);
        assertThat(demand.mean()).isCloseTo(15.0 / 6, within(1e-12));
    }

    @Test
    void quantilesWeighStepsByTheirLength() {
        Demand demand = Demand.of(100, new int[] {0, 98}, new double[] {10, 50});

        assertThat(demand.quantile(0.97)).isEqualTo(10);
        assertThat(demand.quantile(0.99)).isEqualTo(50);
        assertThat(demand.quantile(1)).isEqualTo(50);
    }

    @Test
    void oneTickInTenThousandDoesNotMakeThePeak() {
        Demand demand = Demand.of(20_000, new int[] {0, 10_000, 10_001}, new double[] {10, 900, 20});

        assertThat(demand.peakingAt(100).quantile(0.999)).isCloseTo(100, within(1e-9));
    }

    @Test
    void nothingStaysNothingWhenScaled() {
        assertThat(Demands.constant(10, 0).peakingAt(100).mean()).isZero();
    }

    @Test
    void theFirstTicksAreItsBeginning() {
        Demand first = Demands.step(100, 1, 9, 50, 60).first(55);

        assertThat(first.ticks()).isEqualTo(55);
        assertThat(first.mean()).isCloseTo((50 + 5 * 9) / 55.0, within(1e-12));
    }

    @Test
    void refusesWhatIsNoDemand() {
        assertThatThrownBy(() -> Demand.of(5, new int[] {1}, new double[] {1})).hasMessageContaining("from tick 0");
        assertThatThrownBy(() -> Demand.of(5, new int[] {0, 0}, new double[] {1, 2}))
                .hasMessageContaining("step 1");
        assertThatThrownBy(() -> Demand.of(5, new int[] {0}, new double[] {Double.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Demand.of(5, new int[] {0}, new double[] {-1})).hasMessageContaining("-1");
    }
}
