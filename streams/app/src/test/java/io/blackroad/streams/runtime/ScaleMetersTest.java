package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ScaleMetersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ScaleMeters meters = new ScaleMeters(registry, InstantSource.fixed(NOON));

    @Test
    void decisionsAreCountedByDirectionAndBinding() {
        meters.decided(decision(1, Direction.UP, Binding.MAXIMUM, 0));
        meters.decided(decision(2, Direction.UP, Binding.MAXIMUM, 0));
        meters.decided(decision(3, Direction.DOWN, Binding.NONE, 0));
        meters.decided(decision(4, Direction.HOLD, Binding.WITHIN_BAND, 0));
        assertThat(registry.scrape())
                .contains("blackroad_scale_decisions_total{binding=\"maximum\",direction=\"up\"} 2.0")
                .contains("blackroad_scale_decisions_total{binding=\"none\",direction=\"down\"} 1.0")
                .contains("blackroad_scale_decisions_total{binding=\"within_band\",direction=\"hold\"} 1.0")
                .contains("blackroad_scale_changes_total{direction=\"up\"} 2.0");
    }

    @Test
    void aChangeBackWithinTheHourIsAReversal() {
        meters.decided(decision(1, Direction.UP, Binding.NONE, -3_600));
        meters.decided(decision(2, Direction.HOLD, Binding.COOLDOWN, -1_800));
        meters.decided(decision(3, Direction.DOWN, Binding.NONE, 0));
        assertThat(registry.scrape())
                .contains("blackroad_scale_reversals_total 1.0")
                .contains("blackroad_scale_oscillation_share 0.5");
    }

    @Test
    void aChangeBackLaterIsNoneAndTheShareForgets() {
        meters.decided(decision(1, Direction.UP, Binding.NONE, -3_601));
        meters.decided(decision(2, Direction.DOWN, Binding.NONE, 0));
        assertThat(registry.scrape())
                .contains("blackroad_scale_reversals_total 0.0")
                .contains("blackroad_scale_oscillation_share 0.0");
    }

    @Test
    void whatIsDecidedAgainAfterACrashIsNoReversal() {
        meters.decided(decision(1, Direction.UP, Binding.NONE, -60));
        meters.decided(decision(2, Direction.DOWN, Binding.NONE, -30));
        meters.decided(decision(1, Direction.UP, Binding.NONE, -60));
        assertThat(registry.scrape()).contains("blackroad_scale_reversals_total 1.0");
    }

    @Test
    void latencyIsTakenFromTheTick() {
        meters.decided(decision(1, Direction.UP, Binding.NONE, -2));
        meters.applied(NOON.minusSeconds(9));
        meters.applied(NOON.plusSeconds(1));
        assertThat(registry.scrape())
                .contains("blackroad_scale_latency_seconds_sum{phase=\"evidence_to_decided\"} 2.0")
                .contains("blackroad_scale_latency_seconds_count{phase=\"decided_to_answered\"} 2")
                .contains("blackroad_scale_latency_seconds_sum{phase=\"decided_to_answered\"} 9.0");
    }

    private static ScaleDecided decision(long sequence, Direction direction, Binding binding, long seconds) {
        ScaleDecided decision = new ScaleDecided();
        decision.setRegion("us-east");
        decision.setService("api");
        decision.setSequence(sequence);
        decision.setDirection(direction);
        decision.setBinding(binding);
        decision.setDecidedAt(NOON.plusSeconds(seconds));
        return decision;
    }
}
