package io.blackroad.scaling;

import io.blackroad.load.LoadSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The reasons, in words. One sentence each, with the numbers that decided. */
final class Sentences {
    private Sentences() {}

    static String percent(int permille) {
        return permille / 10 + "." + permille % 10 + " %";
    }

    static String replicasUnknown() {
        return "no controller has said how many replicas run";
    }

    static String noFreshSample(String metric, LoadSample sample) {
        int fresh = sample.sums().fresh();
        return fresh == 0
                ? String.format(
                        Locale.ROOT,
                        "none of %d agents has a fresh sample to compare",
                        sample.sums().agents())
                : String.format(
                        Locale.ROOT, "the %d agents with a fresh sample request no %s to compare with", fresh, metric);
    }

    static String withinBand(ScaleRule rule, String metric, Usage usage) {
        return String.format(
                Locale.ROOT,
                "%s %s is within %d %% to %d %%",
                metric,
                percent(usage.permille()),
                rule.downBelowPercent(),
                rule.upAbovePercent());
    }

    static String crossed(ScaleRule rule, String metric, Usage usage, Direction direction, String sum) {
        boolean up = direction == Direction.UP;
        return String.format(
                Locale.ROOT,
                "%s %s is %s %d %%: %s",
                metric,
                percent(usage.permille()),
                up ? "above" : "below",
                up ? rule.upAbovePercent() : rule.downBelowPercent(),
                sum);
    }

    static String missingSamples(String metric, Usage fresh, Usage counted, LoadSample sample) {
        return String.format(
                Locale.ROOT,
                "%s %s crosses the band, but %d of %d agents have no fresh sample and it would be %s with them",
                metric,
                percent(fresh.permille()),
                sample.sums().missing(),
                sample.sums().missing() + sample.sums().fresh(),
                percent(counted.permille()));
    }

    static String atBound(String why, int wanted, int bound, boolean maximum) {
        return String.format(
                Locale.ROOT, "%s, wants %d, but the %s %d run", why, wanted, maximum ? "most," : "fewest,", bound);
    }

    static String bounded(String why, int wanted, int bound, boolean maximum) {
        return String.format(Locale.ROOT, "%s, cut to the %s %d", why, maximum ? "maximum" : "minimum", bound);
    }

    static String outsideBounds(int current, ScaleRule rule) {
        boolean few = current < rule.min();
        return String.format(
                Locale.ROOT,
                "%d replicas run, the %s is %d",
                current,
                few ? "minimum" : "maximum",
                few ? rule.min() : rule.max());
    }

    static String paused(String why, Direction direction) {
        return why + ", but an operator has paused " + direction;
    }

    static String unconfirmed(String why, TargetState state) {
        return String.format(
                Locale.ROOT,
                "%s, but decision %d (%s) of %s is not applied yet",
                why,
                state.pendingSequence(),
                state.pendingDirection(),
                state.pendingSince());
    }

    static String cooldown(String why, Instant now, Instant until, Duration cooldown) {
        return String.format(
                Locale.ROOT,
                "%s, but the cooldown of %d s ends at %s, in %d s",
                why,
                cooldown.toSeconds(),
                until,
                Duration.between(now, until).toSeconds());
    }

    static String watched(String why, Instant since, Duration cooldown) {
        return String.format(
                Locale.ROOT,
                "%s, but it is watched without a break only since %s and scales down after %d s of that",
                why,
                since,
                cooldown.toSeconds());
    }
}
