package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.sdk.MetricSample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInWorkloadTest {
    private static final long SECOND = 1_000_000;

    /** Utilisation of each target in each second. */
    private static final class Utilization implements FleetEventsAdapter {
        final Map<String, TreeMap<Long, long[]>> seconds = new HashMap<>();

        @Override
        public void sampled(ModelAgent agent, MetricSample sample, long now) {
            TargetPlan plan = agent.replica().target().plan();
            long[] sums = seconds.computeIfAbsent(plan.id(), id -> new TreeMap<>())
                    .computeIfAbsent(now / SECOND, second -> new long[2]);
            sums[0] += sample.cpuUsedMillis();
            sums[1] += plan.cpuMillis();
        }

        double of(String target, long second) {
            long[] sums = seconds.get(target).get(second);
            return (double) sums[0] / sums[1];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200, 1_000, 5_000, 30_000})
    void startsInsideTheBandAndThenStepsUp(int agents) {
        FleetPlan plan = FleetPlan.guide(agents, Duration.ofSeconds(5));
        Utilization utilization = new Utilization();
        FleetModel model = new FleetModel(
                new FleetSetup(plan, Workload.builtIn(plan), Duration.ofSeconds(1), 1, "r"), utilization);
        model.advance(50 * SECOND);

        for (TargetPlan target : plan.targets()) {
            double low =
                    switch (target.service()) {
                        case "api" -> 0.30;
                        case "worker" -> 0.40;
                        default -> 0.50;
                    };
            // The samples of second 0 cover less than a second.
            for (long second = 1; second < 20; second++) {
                assertThat(utilization.of(target.id(), second))
                        .as("%s of %s agents in second %s", target.id(), agents, second)
                        .isBetween(low, low + 0.40);
            }
        }
        assertThat(utilization.of("us-east/api", 40)).isGreaterThan(0.9);
    }
}
