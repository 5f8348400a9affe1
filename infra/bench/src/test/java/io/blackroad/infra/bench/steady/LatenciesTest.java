package io.blackroad.infra.bench.steady;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void quantilesAreNearestRanksOfTheTicksAskedFor() {
        Latencies latencies = new Latencies("decision committed");
        latencies.add(999, 1_000_000);
        for (int i = 100; i >= 1; i--) {
            latencies.add(1_000 + i, i);
        }
        latencies.add(2_000, 1_000_000);

        assertThat(latencies.within(1_000, 2_000)).isEqualTo(new LatencyResult("decision committed", 100, 50, 99, 100));
    }

    @Test
    void oneRecordIsEveryQuantile() {
        Latencies latencies = new Latencies("s");
        latencies.add(10, 7);
        assertThat(latencies.within(0, 20)).isEqualTo(new LatencyResult("s", 1, 7, 7, 7));
    }

    @Test
    void noRecordsAreToldFromFastOnes() {
        assertThat(new Latencies("s").within(0, 20)).isEqualTo(new LatencyResult("s", 0, -1, -1, -1));
    }
}
