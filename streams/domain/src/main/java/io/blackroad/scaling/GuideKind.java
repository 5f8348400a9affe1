package io.blackroad.scaling;

import io.blackroad.scaling.ScaleRule.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@link Guide} as a part of a rule. As the only one, without parameters, a rule is decided without parts at all. */
public final class GuideKind implements Kind<ScaleRule> {
    private static final int MAX_PERCENT = 1_000;

    @Override
    public String name() {
        return "guide";
    }

    @Override
    public ScaleRule parameters(ParameterReader given) {
        String metric = given.oneOf("metric", List.of("cpu", "memory"), "cpu");
        int up = (int) given.whole("upAbovePercent", 1, MAX_PERCENT, 80);
        int down = (int) given.whole("downBelowPercent", 0, MAX_PERCENT, 40);
        if (down >= up) {
            given.fail("downBelowPercent", down + " is not below upAbovePercent " + up + "; leave a band between them");
        }
        return new ScaleRule(
                "",
                0,
                1,
                Integer.MAX_VALUE,
                metric.equals("cpu") ? Metric.CPU : Metric.MEMORY,
                up,
                down,
                Duration.ZERO,
                false,
                false,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** The guide knows no such limit. */
    @Override
    public Map<String, String> limits(ScaleRule band) {
        return Map.of("limits.futileChanges", "0");
    }

    @Override
    public Opinion propose(ScaleRule band, Memory before, Moment moment) {
        Judgement judgement = Guide.judge(band, moment.replicas(), moment.sample(), Steps.ignored());
        if (judgement.binding() == Binding.NO_FRESH_SAMPLE) {
            return Opinion.unknown(Memory.NONE, judgement.binding(), judgement.reason());
        }
        Opinion opinion = judgement.direction() == Direction.HOLD
                ? Opinion.stay(Memory.NONE, moment.replicas(), judgement.binding(), judgement.reason())
                : Opinion.of(Memory.NONE, judgement.to(), judgement.reason());
        return opinion.at(judgement.utilizationPermille());
    }
}
