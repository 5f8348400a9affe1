package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetMetersTest {
    private static final String API = "{region=\"us-east\",service=\"api\"} ";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TargetMeters meters = new TargetMeters(registry, InstantSource.fixed(Instant.EPOCH));

    @Test
    void eachTargetHasItsGauges() {
        meters.follow(state(Targets.sampled("api", 30)), () -> Map.of("us-east/api", Instant.EPOCH.minusSeconds(12)));
        assertThat(registry.scrape())
                .contains("blackroad_sample_age_seconds" + API + "30.0")
                .contains("blackroad_target_samples_missing" + API + "3.0")
                .contains("blackroad_target_queue_length" + API + "11.0")
                .contains("blackroad_target_cpu_utilization" + API + "0.5")
                .contains("blackroad_target_replicas" + API + "5.0")
                .contains("blackroad_target_replicas_ready" + API + "4.0")
                .contains("blackroad_target_replicas_wanted" + API + "7.0")
                .contains("blackroad_target_agents_warm" + API + "3.0")
                .contains("blackroad_target_cost_dollars_per_hour" + API + "10.0")
                .contains("blackroad_target_unconfirmed_seconds" + API + "12.0");
    }

    @Test
    void aTargetThatOnlyAgentsNameGetsNoLabel() {
        meters.follow(state(Targets.withoutRow("invented"), Targets.sampled("api", 1)), Map::of);
        assertThat(registry.scrape()).doesNotContain("invented").contains("unconfirmed_seconds" + API + "0.0");
    }

    @Test
    void aHostileNameIsTheValueOfItsLabelAndNothingElse() {
        String hostile = "a\"} 1\nblackroad_forged{x=\"\\\"} 1\r\u001b[2J#";
        meters.follow(state(Targets.sampled(hostile, 1)), Map::of);
        assertThat(registry.scrape().split("\n"))
                .anyMatch(line -> line.contains("service=\"a\\\"} 1\\nblackroad_forged{x=\\\"\\\\\\\"} 1"))
                .allMatch(line -> line.matches("# .*|[a-z_]+(\\{([a-z_]+=\"([^\"\\\\]|\\\\.)*\",?)*})? \\S+"));
    }

    @Test
    void nothingIsShownWhilePartitionsMove() {
        meters.follow(state(Targets.sampled("api", 1)), Map::of);
        meters.follow(state(Targets.sampled("api", 1)), () -> {
            throw new StateUnavailableException("partitions move", null);
        });
        assertThat(registry.scrape()).doesNotContain("us-east");
    }

    private static LocalState state(TargetView... targets) {
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(),
                new Class<?>[] {LocalState.class},
                (proxy, method, arguments) -> new Slice<>(Arrays.asList(targets), Set.of()));
    }
}
