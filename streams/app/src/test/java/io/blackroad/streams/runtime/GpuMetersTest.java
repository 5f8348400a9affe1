package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GpuMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GpuMeters meters = new GpuMeters(registry);

    @Test
    void eachNodeHasAGaugeUnderTheGuidesName() {
        meters.follow(state(node("n1", 640, true), node("n2", null, false), node("n3", null, true)));
        assertThat(registry.scrape())
                .contains("blackroad_gpu_utilization{node=\"n1\",region=\"us-east\"} 0.64\n")
                .contains("blackroad_gpu_utilization{node=\"n2\",region=\"us-east\"} 0.0\n")
                .contains("blackroad_gpu_utilization{node=\"n3\",region=\"us-east\"} NaN\n");
    }

    @Test
    void aNodeThatHasLeftOrIsNotKnownHasNone() {
        meters.follow(state(node("n1", 640, true), node("n2", null, false)));
        meters.follow(state(node("n2", 100, true)));
        assertThat(registry.scrape()).doesNotContain("\"n1\"").contains("node=\"n2\",region=\"us-east\"} 0.1\n");
        meters.follow(state());
        assertThat(registry.scrape()).doesNotContain("blackroad_gpu_utilization{");
    }

    private static GpuPoolView.Node node(String id, Integer permille, boolean leased) {
        GpuPoolView.Holder holder =
                new GpuPoolView.Holder("agent-1", "r1", 7, List.of(0), 40, Instant.EPOCH, permille, null);
        return new GpuPoolView.Node(
                id, "h100", "READY", 80, List.of(80L), permille, leased ? List.of(holder) : List.of());
    }

    /** A state of which only the pools are known, or nothing when there are no nodes. */
    private static LocalState state(GpuPoolView.Node... nodes) {
        GpuPoolView pool = new GpuPoolView(
                "us-east", nodes.length, 0, 0, 0, Arrays.asList(nodes), List.of(), List.of(), Map.of(), 0);
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(), new Class<?>[] {LocalState.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("gpuPools") && nodes.length > 0) {
                        return new Slice<>(List.of(pool), Set.of());
                    }
                    throw new StateUnavailableException("partitions move", null);
                });
    }
}
