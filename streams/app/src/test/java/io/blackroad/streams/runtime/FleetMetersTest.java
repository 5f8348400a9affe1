package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TopicBalance;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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

    /** A name with its type, help and labels, without its value. */
    private String names() {
        return registry.scrape()
                .lines()
                .map(line -> line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.joining("\n", "", "\n"));
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
    void whereNothingWaitsSilenceIsNoLag() {
        meters.bind(fleet(0));
        assertThat(registry.scrape())
                .contains("blackroad_event_time_lag_seconds 0.0")
                .contains("blackroad_facts_pending{topic=\"fleet.agent.metric-sampled.v1\"} 0.0");
    }

    @Test
    void theLagIsThatOfTheNewestTick() {
        meters.bind(fleet(7));
        assertThat(registry.scrape())
                .contains("blackroad_event_time_lag_seconds 30.0")
                .contains("blackroad_facts_pending{topic=\"fleet.agent.metric-sampled.v1\"} 7.0")
                .contains("blackroad_facts_total{verdict=\"late\"} 2.0");
    }

    /** Two targets whose newest ticks ended 30 s and 90 s ago, and facts that wait. */
    private static LocalState fleet(long pending) {
        TopicBalance balance = new TopicBalance("fleet.agent.metric-sampled.v1", 10 + pending, 8, 0, 2, 0, pending);
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(),
                new Class<?>[] {LocalState.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "balance" -> new Slice<>(List.of(balance), Set.of());
                    case "targets" ->
                        new Slice<>(List.of(Targets.sampled("api", 30), Targets.sampled("gpu", 90)), Set.of());
                    default -> List.of();
                });
    }
}
