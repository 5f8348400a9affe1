package io.blackroad.scaling;

import static io.blackroad.scaling.Sentences.percent;

import io.blackroad.load.LoadSample;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Rule kind {@code guide}: a band of utilisation with a cooldown. The guide gives the band and no step, so the step is
 * proportional: {@code ceil(current × utilisation / target)} with the middle of the band as target, at least one.
 */
final class Guide {
    private Guide() {}

    static Judgement judge(ScaleRule rule, int current, LoadSample sample, Steps steps) {
        String metric = rule.metric().name().toLowerCase(Locale.ROOT);
        Usage fresh = Usage.fresh(rule.metric(), sample.sums());
        if (fresh == null) {
            steps.add(
                    "%d of %d agents have a fresh sample: nothing to compare",
                    sample.sums().fresh(), sample.sums().agents());
            return Judgement.hold(current, Binding.NO_FRESH_SAMPLE, () -> Sentences.noFreshSample(metric, sample));
        }
        steps.add(
                "%s of %d agents with a fresh sample is %s of what they requested",
                metric, sample.sums().fresh(), percent(fresh.permille()));
        Direction direction = fresh.above(rule.upAbovePercent())
                ? Direction.UP
                : fresh.below(rule.downBelowPercent()) ? Direction.DOWN : Direction.HOLD;
        steps.add("the band is %d %% to %d %%: %s", rule.downBelowPercent(), rule.upAbovePercent(), direction);
        if (direction == Direction.HOLD) {
            return held(
                    direction, current, Binding.WITHIN_BAND, fresh, () -> Sentences.withinBand(rule, metric, fresh));
        }
        int target2 = rule.upAbovePercent() + rule.downBelowPercent();
        Usage counted = fresh.against(direction, rule.metric(), sample.sums(), target2);
        if (sample.sums().missing() > 0) {
            steps.add(
                    "%d agents without a fresh sample count against it: %s",
                    sample.sums().missing(), percent(counted.permille()));
        }
        boolean stands = direction == Direction.UP
                ? counted.above(rule.upAbovePercent())
                : counted.below(rule.downBelowPercent());
        if (!stands) {
            return held(
                    direction,
                    current,
                    Binding.MISSING_SAMPLES,
                    fresh,
                    () -> Sentences.missingSamples(metric, fresh, counted, sample));
        }
        return proposed(rule, current, direction, counted, metric, steps);
    }

    private static Judgement held(
            Direction wanted, int current, Binding binding, Usage usage, Supplier<String> reason) {
        return new Judgement(
                Direction.HOLD, wanted, current, binding, usage.permille(), List::of, List::of, null, reason);
    }

    private static Judgement proposed(
            ScaleRule rule, int current, Direction direction, Usage usage, String metric, Steps steps) {
        int target2 = rule.upAbovePercent() + rule.downBelowPercent();
        int proportional = usage.desired(current, target2);
        int wanted = direction == Direction.UP
                ? Math.max(proportional, current + 1)
                : Math.max(0, Math.min(proportional, current - 1));
        String sum = String.format(
                Locale.ROOT,
                "ceil(%d x %s / %s) = %d",
                current,
                percent(usage.permille()),
                percent(5 * target2),
                proportional);
        steps.add("%s, at least one step %s: %d replicas", sum, direction, wanted);
        Proposal proposal = new Proposal("GUIDE", wanted, sum);
        return new Judgement(
                direction,
                direction,
                wanted,
                Binding.NONE,
                usage.permille(),
                () -> List.of(proposal),
                List::of,
                null,
                () -> Sentences.crossed(rule, metric, usage, direction, sum));
    }
}
