package io.blackroad.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackroad.load.LoadSample;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {
    private static final ReplicaModel MODEL = ReplicaModel.of(Duration.ofSeconds(30));

    private static SimulatedFleet fleet(ReplicaModel model, double level, int replicas) {
        return new SimulatedFleet(model, Demands.constant(10_000, level), replicas);
    }

    @Test
    void aReplicaIsReadyAfterTheStartLagAndCostsFromTheOrderOn() {
        SimulatedFleet fleet = fleet(MODEL, 1, 1);
        fleet.live(1);
        fleet.order(3);

        for (int tick = 0; tick < 30; tick++) {
            fleet.live(1);
            assertThat(fleet.ready()).isEqualTo(1);
            assertThat(fleet.paid()).isEqualTo(3);
        }
        fleet.live(1);

        assertThat(fleet.ready()).isEqualTo(3);
    }

    @Test
    void utilisationStopsAtAHundredPercentAndTheRestWaits() {
        SimulatedFleet fleet = fleet(MODEL, 4, 2);

        LoadSample sample = fleet.live(4);

        assertThat(sample.sums().cpuUsedMillis()).isEqualTo(2_000);
        assertThat(sample.sums().cpuRequestedMillis()).isEqualTo(2_000);
        assertThat(sample.sums().queued()).isEqualTo(200);
        assertThat(sample.tasks().submitted()).isEqualTo(400);
        assertThat(sample.tasks().completed()).isEqualTo(200);
    }

    @Test
    void aShortageIsStillThereWhenTheDemandHasGone() {
        SimulatedFleet fleet = fleet(MODEL, 4, 2);
        fleet.live(4);

        LoadSample sample = fleet.live(0);

        assertThat(sample.sums().cpuUsedMillis()).isEqualTo(2_000);
        assertThat(sample.sums().queued()).isZero();
    }

    @Test
    void workThatWaitedTooLongIsGivenUp() {
        SimulatedFleet fleet = fleet(MODEL, 2, 1);
        double givenUp = 0;
        for (int tick = 0; tick < 1_000; tick++) {
            fleet.live(2);
            givenUp += fleet.givenUp();
        }

        // Half of the work is served; what waits has come within the last five minutes.
        assertThat(fleet.queue()).isLessThanOrEqualTo(300 * 200 + 1e-6);
        assertThat(givenUp).isCloseTo(1_000 * 100 - fleet.queue(), within(1e-6));
    }

    @Test
    void withoutAModelNothingWaitsAndUtilisationPassesAHundredPercent() {
        SimulatedFleet fleet = fleet(ReplicaModel.none(), 4, 2);

        LoadSample sample = fleet.live(4);
        fleet.order(5);

        assertThat(sample.sums().cpuUsedMillis()).isEqualTo(4_000);
        assertThat(sample.sums().queued()).isZero();
        assertThat(fleet.ready()).isEqualTo(5);
    }

    @Test
    void thoseThatStillStartAreStoppedFirstAndCostNoMore() {
        SimulatedFleet fleet = fleet(MODEL, 1, 4);
        fleet.order(10);
        fleet.order(3);

        assertThat(fleet.ready()).isEqualTo(3);
        assertThat(fleet.told()).isEqualTo(3);
        assertThat(fleet.paid()).as("one drains").isEqualTo(4);
        for (int tick = 0; tick <= 10; tick++) {
            fleet.live(1);
        }
        assertThat(fleet.paid()).isEqualTo(3);
    }

    @Test
    void everyTaskIsServedGivenUpOrWaits() {
        Random random = new Random(11);
        SimulatedFleet fleet = fleet(MODEL, 0, 3);
        Demand demand = Demands.noise(5_000, 6, 1, 7, 12);
        fleet = new SimulatedFleet(MODEL, demand, 3);
        DemandCursor cursor = demand.cursor();
        long submitted = 0;
        long gone = 0;
        while (cursor.hasNext()) {
            LoadSample sample = fleet.live(cursor.next());
            submitted += sample.tasks().submitted();
            gone += sample.tasks().completed() + sample.tasks().cancelled();
            if (random.nextInt(20) == 0) {
                fleet.order(1 + random.nextInt(9));
            }
        }
        assertThat((double) submitted - gone).isCloseTo(fleet.queue(), within(2.0));
    }
}
