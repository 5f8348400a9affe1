package io.blackroad.streams.runtime;

import io.blackroad.schema.LoadSampled;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gauges of each target that has a row in the control tables; agents can name others, and would make labels without
 * end. Looked up for each scrape; none while partitions move.
 */
final class TargetMeters {
    private static final double NANOS_PER_DOLLAR = 1e9;

    private enum Measure {
        SAMPLE_AGE("blackroad.sample.age.seconds", "Clock minus the tick of the target's newest load sample."),
        MISSING("blackroad.target.samples.missing", "Agents of the target without a fresh metric sample."),
        CPU("blackroad.target.cpu.utilization", "CPU used over requested by the target's agents, 0 to 1."),
        QUEUE("blackroad.target.queue.length", "Tasks of the target submitted and not started."),
        REPLICAS("blackroad.target.replicas", "Replicas as the target's controller last reported."),
        READY("blackroad.target.replicas.ready", "Of them, ready."),
        WANTED("blackroad.target.replicas.wanted", "Replicas that the newest decision wants."),
        WARM("blackroad.target.agents.warm", "Agents that the target's pool rule keeps awake beside the busy ones."),
        COST("blackroad.target.cost.dollars.per.hour", "Replicas times the price of one."),
        UNCONFIRMED(
                "blackroad.target.unconfirmed.seconds",
                "Clock minus the tick of a decided change that no controller has carried out; 0 without one.");

        private final String name;
        private final String description;

        Measure(String name, String description) {
            this.name = name;
            this.description = description;
        }
    }

    private final InstantSource clock;
    private final Map<Measure, MultiGauge> gauges = new EnumMap<>(Measure.class);

    TargetMeters(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        for (Measure measure : Measure.values()) {
            gauges.put(
                    measure,
                    MultiGauge.builder(measure.name)
                            .description(measure.description)
                            .register(meters));
        }
    }

    /**
     * Shows the targets as they are.
     *
     * @param unanswered tick of each target's change that is not carried out
     */
    void follow(LocalState state, Supplier<Map<String, Instant>> unanswered) {
        Map<Measure, List<MultiGauge.Row<?>>> rows = new EnumMap<>(Measure.class);
        gauges.keySet().forEach(measure -> rows.put(measure, new ArrayList<>()));
        try {
            Map<String, Instant> since = unanswered.get();
            for (TargetView target : state.targets().items()) {
                if (target.row() != null) {
                    add(rows, target, since.get(target.key().id()));
                }
            }
        } catch (StateUnavailableException e) {
            rows.values().forEach(List::clear);
        }
        rows.forEach((measure, found) -> gauges.get(measure).register(found, true));
    }

    private void add(Map<Measure, List<MultiGauge.Row<?>>> rows, TargetView target, Instant unansweredSince) {
        Tags tags =
                Tags.of("region", target.key().region(), "service", target.key().service());
        LoadSampled sample = target.sample();
        if (sample != null) {
            add(rows, Measure.SAMPLE_AGE, tags, age(sample.getTickEnd()));
            add(rows, Measure.MISSING, tags, sample.getMissing());
            add(rows, Measure.QUEUE, tags, sample.getQueued());
            add(rows, Measure.CPU, tags, Ratio.of(sample.getCpuUsedMillis(), sample.getCpuRequestedMillis()));
        }
        if (target.replicas() != TargetView.UNKNOWN) {
            add(rows, Measure.REPLICAS, tags, target.replicas());
            add(rows, Measure.READY, tags, target.ready());
            double price = target.row().getReplicaNanoDollarsPerHour() / NANOS_PER_DOLLAR;
            add(rows, Measure.COST, tags, target.replicas() * price);
        }
        add(rows, Measure.WARM, tags, target.warm());
        if (target.lastDecision() != null) {
            add(rows, Measure.WANTED, tags, target.lastDecision().getToReplicas());
        }
        add(rows, Measure.UNCONFIRMED, tags, unansweredSince == null ? 0 : age(unansweredSince));
    }

    private static void add(Map<Measure, List<MultiGauge.Row<?>>> rows, Measure measure, Tags tags, double value) {
        rows.get(measure).add(MultiGauge.Row.of(tags, value));
    }

    private double age(Instant then) {
        return Duration.between(then, clock.instant()).toMillis() / 1e3;
    }
}
