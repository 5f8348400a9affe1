package io.blackroad.infra.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.memory.state.MemorySinkCounts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parts that can be measured without a broker; what {@code up} shows is compared in its own test. */
class MetricListTest {

    @Test
    void everyMetricHasATypeAMeaningAndANameInBaseUnits() {
        assertThat(MetricList.of()).hasSizeGreaterThan(40);
        assertThat(MetricList.of().values()).allSatisfy(metric -> {
            assertThat(metric.name()).matches("blackroad_[a-z_]+").doesNotContainPattern("milli|micro|minutes|percent");
            assertThat(metric.type()).isIn("gauge", "counter", "histogram", "summary");
            assertThat(metric.name().endsWith("_total")).isEqualTo(metric.type().equals("counter"));
            assertThat(metric.meaning()).isNotBlank();
            assertThat(metric.labels()).doesNotContain("agent", "agent_id", "task", "decision");
        });
    }

    @Test
    void theGuidesNamesAreThere() {
        assertThat(MetricList.of("Streams"))
                .containsKeys(
                        "blackroad_agents_active",
                        "blackroad_agents_target",
                        "blackroad_task_queue_length",
                        "blackroad_gpu_utilization");
    }

    @Test
    void controllersShowWhatTheListSays() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ReplicaTarget target = (ReplicaTarget) Proxy.newProxyInstance(
                ReplicaTarget.class.getClassLoader(), new Class<?>[] {ReplicaTarget.class}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        ControllerConfig config = ControllerConfig.of("nowhere:1", new InMemoryRegistry(), "measured");
        try (ControllerLoop loop = new ControllerLoop(config, target, Clock.systemUTC(), Leadership.ALONE, registry)) {
            assertThat(loop.isRunning()).isFalse();
            assertThat(Metric.shown(registry.scrape())).isEqualTo(MetricList.of("Controllers"));
        }
    }

    @Test
    void memorySinksShowWhatTheListSays() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new MemorySinkCounts().bindTo(registry, "measured");
        assertThat(Metric.shown(registry.scrape())).isEqualTo(MetricList.of("Memory sink"));
    }

    @Test
    void anExpositionIsReadWithTypesLabelsAndFamilies() {
        String text = """
                # HELP blackroad_facts_total Facts.
                # TYPE blackroad_facts_total counter
                blackroad_facts_total{verdict="late"} 2.0
                # HELP blackroad_wait_seconds A wait.
                # TYPE blackroad_wait_seconds histogram
                blackroad_wait_seconds_bucket{phase="a",le="0.1"} 1
                blackroad_wait_seconds_sum{phase="a"} 0.5
                # HELP blackroad_empty Nothing of it is known.
                # TYPE blackroad_empty gauge
                jvm_memory_used_bytes 1.0
                """;
        assertThat(Metric.shown(text))
                .isEqualTo(Map.of(
                        "blackroad_facts_total",
                        new Metric("blackroad_facts_total", "counter", Set.of("verdict"), "Facts."),
                        "blackroad_wait_seconds",
                        new Metric("blackroad_wait_seconds", "histogram", Set.of("phase"), "A wait.")));
    }
}
