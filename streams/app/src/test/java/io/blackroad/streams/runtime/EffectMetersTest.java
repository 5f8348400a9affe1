package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.Direction;
import io.blackroad.schema.EffectVerdict;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EffectMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EffectMeters meters = new EffectMeters(registry);

    /** A state of which only the targets are known. */
    private static LocalState state(String... services) {
        List<TargetView> targets = Stream.of(services)
                .map(service -> new TargetView(
                        new TargetKey("us-east", service), new Target(), null, null, 1, 1, null, List.of()))
                .toList();
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(),
                new Class<?>[] {LocalState.class},
                (proxy, method, arguments) -> new Slice<>(targets, Set.of()));
    }

    private static ScaleJudged effect(String service, EffectVerdict verdict, int learntGain) {
        ScaleJudged effect = new ScaleJudged();
        effect.setRegion("us-east");
        effect.setService(service);
        effect.setDirection(Direction.UP);
        effect.setVerdict(verdict);
        effect.setLearntGainPermille(learntGain);
        effect.setLearntStartMicros(-1);
        effect.setFutileChanges(2);
        return effect;
    }

    @Test
    void effectsAreCountedAndATargetsGainIsTheNewest() {
        meters.judged(effect("api", EffectVerdict.HELPED, 900));
        meters.judged(effect("api", EffectVerdict.FUTILE, 630));
        meters.judged(effect("gone", EffectVerdict.FUTILE, -1));
        meters.follow(state("api", "worker"));
        assertThat(registry.scrape())
                .contains("blackroad_scaling_effects_total{direction=\"up\",verdict=\"futile\"} 2.0")
                .contains("blackroad_scaling_effects_total{direction=\"up\",verdict=\"helped\"} 1.0")
                .contains("blackroad_scaling_gain_ratio{region=\"us-east\",service=\"api\"} 0.63")
                .contains("blackroad_scaling_gain_ratio{region=\"us-east\",service=\"worker\"} NaN")
                .contains("blackroad_scaling_start_seconds{region=\"us-east\",service=\"api\"} NaN")
                .contains("blackroad_scaling_futile_changes{region=\"us-east\",service=\"api\"} 2.0")
                .doesNotContain("gone");
    }
}
