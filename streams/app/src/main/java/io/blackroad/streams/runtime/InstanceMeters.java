package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.streams.query.LocalState;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** Everything that an instance measures; the list of it is infra/docs/metrics.md. */
final class InstanceMeters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final FleetMeters fleet;
    private final GpuMeters gpu;
    private final PlacementMeters placements;
    private final CostMeters costs;
    private final AlertMeters alerts;
    private final TargetMeters targets;
    private final ScaleMeters scaling;
    private final DeadLetterMeters deadLetters;
    private KafkaStreamsMetrics kafka;
    private LocalState state;
    private Unanswered unanswered;

    InstanceMeters(InstantSource clock) {
        fleet = new FleetMeters(registry, clock);
        gpu = new GpuMeters(registry);
        placements = new PlacementMeters(registry);
        costs = new CostMeters(registry);
        alerts = new AlertMeters(registry);
        targets = new TargetMeters(registry, clock);
        scaling = new ScaleMeters(registry, clock);
        deadLetters = new DeadLetterMeters(
                registry,
                Stream.of(AgentTopology.SOURCES, ControlTopology.TABLES, List.of(Topics.SCALE_APPLIED))
                        .flatMap(List::stream)
                        .map(Topic::name)
                        .toList());
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    ScaleMeters scaling() {
        return scaling;
    }

    DeadLetterMeters deadLetters() {
        return deadLetters;
    }

    /** Measures an instance that has not started yet. */
    void bind(LocalState local, LocalStores stores, KafkaStreams streams, StreamsVitals vitals) {
        state = local;
        unanswered = new Unanswered(stores);
        fleet.bind(local);
        streams.setGlobalStateRestoreListener(new RestoreMeters(registry));
        Gauge.builder("blackroad.ready", vitals, found -> found.missing().isEmpty() ? 1 : 0)
                .description("1 while every partition that this instance holds can be read.")
                .register(registry);
        FunctionCounter.builder("blackroad.stream.thread.deaths", vitals, StreamsVitals::deathCount)
                .description("Stream threads that died; each was replaced, or the instance stopped.")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        kafka = new KafkaStreamsMetrics(streams);
        kafka.bindTo(registry);
    }

    /** All of it, in Prometheus' text format. */
    String scrape() {
        gpu.follow(state);
        placements.follow(state);
        costs.follow(state);
        alerts.follow(state);
        targets.follow(state, unanswered::since);
        scaling.effects().follow(state);
        return registry.scrape();
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
        collections.close();
    }
}
