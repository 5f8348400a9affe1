package io.blackroad.streams.runtime;

import io.blackroad.schema.Direction;
import io.blackroad.schema.EffectVerdict;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Whether changes helped. An instance speaks of what it judged itself; a target's gauges are not known before its first
 * effect since the start of the instance.
 */
final class EffectMeters {
    private static final double PERMILLE = 1e3;
    private static final double MICROS = 1e6;

    private enum Measure {
        GAIN(
                "blackroad.scaling.gain.ratio",
                "What scale-ups gained over what was predicted of them, mean of the target's lately.",
                effect -> known(effect.getLearntGainPermille(), PERMILLE)),
        START(
                "blackroad.scaling.start.seconds",
                "From the order of replicas until they were ready, mean of the target's lately.",
                effect -> known(effect.getLearntStartMicros(), MICROS)),
        FUTILE(
                "blackroad.scaling.futile.changes",
                "Scale-ups of the target in a row that did not help.",
                ScaleJudged::getFutileChanges);

        private final String name;
        private final String description;
        private final ToDoubleFunction<ScaleJudged> value;

        Measure(String name, String description, ToDoubleFunction<ScaleJudged> value) {
            this.name = name;
            this.description = description;
            this.value = value;
        }
    }

    private final MeterRegistry meters;
    private final Map<Measure, MultiGauge> gauges = new EnumMap<>(Measure.class);
    private final Map<TargetKey, ScaleJudged> newest = new ConcurrentHashMap<>();

    EffectMeters(MeterRegistry meters) {
        this.meters = meters;
        for (EffectVerdict verdict : EffectVerdict.values()) {
            if (verdict != EffectVerdict.UNKNOWN) {
                effects(Direction.UP, verdict);
            }
        }
        for (Measure measure : Measure.values()) {
            gauges.put(
                    measure,
                    MultiGauge.builder(measure.name)
                            .description(measure.description)
                            .register(meters));
        }
    }

    void judged(ScaleJudged effect) {
        effects(effect.getDirection(), effect.getVerdict()).increment();
        newest.put(new TargetKey(effect.getRegion(), effect.getService()), effect);
    }

    /** Shows the targets that have a row, as they are; none while partitions move. */
    void follow(LocalState state) {
        List<TargetKey> targets = targets(state);
        newest.keySet().retainAll(targets);
        gauges.forEach((measure, gauge) -> gauge.register(
                targets.stream()
                        .<MultiGauge.Row<?>>map(target -> MultiGauge.Row.of(tags(target), value(measure, target)))
                        .toList(),
                true));
    }

    private static List<TargetKey> targets(LocalState state) {
        try {
            return state.targets().items().stream()
                    .filter(target -> target.row() != null)
                    .map(TargetView::key)
                    .toList();
        } catch (StateUnavailableException e) {
            return List.of();
        }
    }

    private double value(Measure measure, TargetKey target) {
        ScaleJudged effect = newest.get(target);
        return effect == null ? Double.NaN : measure.value.applyAsDouble(effect);
    }

    private static Tags tags(TargetKey target) {
        return Tags.of("region", target.region(), "service", target.service());
    }

    private Counter effects(Direction direction, EffectVerdict verdict) {
        return Counter.builder("blackroad.scaling.effects")
                .description("Changes of replicas by whether they helped.")
                .tag("direction", direction.name().toLowerCase(Locale.ROOT))
                .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static double known(long value, double unit) {
        return value < 0 ? Double.NaN : value / unit;
    }
}
