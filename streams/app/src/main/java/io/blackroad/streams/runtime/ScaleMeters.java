package io.blackroad.streams.runtime;

import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.streams.scaling.ScalingListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was decided, how fast, and how much of it took the decision before back. */
final class ScaleMeters implements ScalingListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofSeconds(300)
    };

    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Reversals reversals = new Reversals();
    private final EffectMeters effects;
    private final Map<Direction, Counter> changes = new EnumMap<>(Direction.class);
    private final Counter reversed;
    private final Timer evidenceToDecided;
    private final Timer decidedToAnswered;

    ScaleMeters(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        this.meters = meters;
        this.effects = new EffectMeters(meters);
        for (Direction direction : new Direction[] {Direction.UP, Direction.DOWN}) {
            changes.put(direction, counterOfChanges(direction));
            decisions(direction, Binding.NONE);
        }
        reversed = Counter.builder("blackroad.scale.reversals")
                .description("Decided changes that went against the change before, within an hour of it.")
                .register(meters);
        Gauge.builder("blackroad.scale.oscillation.share", reversals, Reversals::share)
                .description("Reversals over decided changes of the last hour of event time, 0 to 1.")
                .register(meters);
        evidenceToDecided = latency("evidence_to_decided");
        decidedToAnswered = latency("decided_to_answered");
    }

    @Override
    public void decided(ScaleDecided decision) {
        decisions(decision.getDirection(), decision.getBinding()).increment();
        record(evidenceToDecided, decision.getDecidedAt());
        Counter change = changes.get(decision.getDirection());
        if (change != null) {
            change.increment();
            if (reversals.note(decision)) {
                reversed.increment();
            }
        }
    }

    @Override
    public void applied(Instant decidedAt) {
        record(decidedToAnswered, decidedAt);
    }

    /** Whether changes helped. */
    EffectMeters effects() {
        return effects;
    }

    @Override
    public void judged(ScaleJudged effect) {
        effects.judged(effect);
    }

    /** The broker's clock and ours may differ: less than nothing is nothing. */
    private void record(Timer timer, Instant from) {
        Duration took = Duration.between(from, clock.instant());
        timer.record(took.isNegative() ? Duration.ZERO : took);
    }

    private Counter decisions(Direction direction, Binding binding) {
        return Counter.builder("blackroad.scale.decisions")
                .description("Decisions and holds by what bound them.")
                .tag("direction", direction.name().toLowerCase(Locale.ROOT))
                .tag("binding", binding.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Counter counterOfChanges(Direction direction) {
        return Counter.builder("blackroad.scale.changes")
                .description("Decided changes, holds left out.")
                .tag("direction", direction.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Timer latency(String phase) {
        return Timer.builder("blackroad.scale.latency")
                .description("From the end of the tick decided on to the decision, and to its carrying out, by phase.")
                .tag("phase", phase)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
