package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.streams.golden.Golden;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.StateUnavailableException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names and labels that dashboards and alerts are written against. */
class FleetMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FleetMeters meters = new FleetMeters(registry, InstantSource.fixed(Instant.EPOCH));

    /** A state of which only the totals are known. */
    private static LocalState state(List<PartitionTotals> totals) {
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(), new Class<?>[] {LocalState.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("totals") && totals != null) {
                        return totals;
                    }
                    throw new StateUnavailableException("partitions move", null);
                });
    }

    private static ScaleDecided decision(Direction direction, Binding binding) {
        ScaleDecided decision = new ScaleDecided();
        decision.setDirection(direction);
        decision.setBinding(binding);
        return decision;
    }

    /** A name with its type, help and labels, without its value. */
    private String names() {
        return registry.scrape()
                .lines()
                .map(line -> line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void namesAndLabelsAreTheOnesThatWereReviewed() {
        meters.bind(state(null));
        meters.decided(decision(Direction.UP, Binding.NONE));
        meters.decided(decision(Direction.HOLD, Binding.WITHIN_BAND));
        Golden.assertGolden("metrics.txt", names());
    }

    @Test
    void theGuidesNamesAreThereAndTheGpuOfTheFleet() {
        meters.bind(state(null));
        assertThat(names())
                .contains(
                        "\nblackroad_agents_active\n",
                        "\nblackroad_agents_target\n",
                        "\nblackroad_task_queue_length\n",
                        "\nblackroad_fleet_gpu_utilization\n");
    }

    @Test
    void whatIsNotKnownIsNoZero() {
        meters.bind(state(List.of(new PartitionTotals(0, 7), new PartitionTotals(3, 5))));
        assertThat(registry.scrape()).contains("blackroad_agents_active 12.0").contains("blackroad_agents_target NaN");
    }

    @Test
    void decisionsAreCountedByDirectionAndBinding() {
        meters.decided(decision(Direction.UP, Binding.MAXIMUM));
        meters.decided(decision(Direction.UP, Binding.MAXIMUM));
        meters.decided(decision(Direction.DOWN, Binding.NONE));
        assertThat(registry.scrape())
                .contains("blackroad_scale_decisions_total{binding=\"maximum\",direction=\"up\"} 2.0")
                .contains("blackroad_scale_decisions_total{binding=\"none\",direction=\"down\"} 1.0");
    }
}
