package io.blackroad.scaling.ray;

import io.blackroad.scaling.Average;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Signal;
import io.blackroad.scaling.ray.RayMath.Delays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rule kind {@code ray}: requests that are queued or running, averaged, over a target for each replica, with delays and
 * smoothing factors. Defaults are Ray Serve's:
 * https://docs.ray.io/en/latest/serve/advanced-guides/advanced-autoscaling.html.
 */
public final class RayKind implements Kind<RayKind.Settings> {
    private static final String NAME = "ray";
    private static final int VERSION = 1;
    private static final int SINCE = 0;
    private static final int REQUESTS = 1;
    private static final double DAY = 86_400;

    /** As in Ray Serve's {@code AutoscalingConfig}; times in microseconds. */
    public record Settings(
            double targetOngoing, Delays delays, double upFactor, double downFactor, long lookBackMicros) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings parameters(ParameterReader given) {
        boolean toZero = given.has("downscaleToZeroDelaySeconds");
        return new Settings(
                given.decimal("targetOngoingRequests", 0.001, 1e9, 2),
                new Delays(
                        given.seconds("upscaleDelaySeconds", 0, DAY, 30),
                        given.seconds("downscaleDelaySeconds", 0, DAY, 600),
                        toZero ? given.seconds("downscaleToZeroDelaySeconds", 0, DAY, 0) : -1),
                given.decimal("upscalingFactor", 0.001, 1_000, 1),
                given.decimal("downscalingFactor", 0.001, 1_000, 1),
                given.seconds("lookBackSeconds", 1, 3_600, 30));
    }

    /** Ray Serve has none of these limits. */
    @Override
    public Map<String, String> limits(Settings settings) {
        return Map.of(
                "limits.cooldownDownSeconds", "0",
                "limits.oscillation", "false",
                "limits.futileChanges", "0",
                "limits.deadSourceSeconds", "0",
                "limits.missingPercent", "100",
                "limits.watchSeconds", "0");
    }

    @Override
    public Opinion propose(Settings settings, Memory before, Moment moment) {
        long[] numbers = before.isOf(NAME, VERSION) ? before.values() : new long[REQUESTS + Average.size()];
        long slice = Average.slice(settings.lookBackMicros());
        long now = moment.micros();
        Average.add(numbers, REQUESTS, now, slice, Signal.CONCURRENCY.at(moment));
        double requests = Average.over(numbers, REQUESTS, slice, settings.lookBackMicros());
        int target = moment.replicas();
        int running = moment.working();
        int replicas;
        if (running == 0) {
            double waiting = Signal.CONCURRENCY.at(moment);
            replicas = RayMath.coldStart(waiting, target, settings.upFactor());
        } else {
            double desired = RayMath.desired(requests, running, settings.targetOngoing());
            int smoothed = RayMath.smoothed(desired, running, settings.upFactor(), settings.downFactor());
            int bounded = Math.max(moment.min(), Math.min(moment.max(), smoothed));
            RayMath.Delayed delayed = RayMath.delayed(settings.delays(), numbers[SINCE], now, bounded, target);
            numbers[SINCE] = delayed.since();
            replicas = delayed.replicas();
        }
        Memory memory = Memory.of(NAME, VERSION, numbers);
        boolean waits = numbers[SINCE] != 0;
        Supplier<String> reason = () -> String.format(
                Locale.ROOT,
                "%.2f requests a replica over %d replicas, the target is %.2f%s",
                running == 0 ? requests : requests / running,
                running,
                settings.targetOngoing(),
                waits ? ", and a delay is running" : "");
        return replicas == target
                ? Opinion.stay(memory, target, waits ? Binding.STABILIZED : Binding.WITHIN_BAND, reason)
                : Opinion.of(memory, replicas, reason);
    }
}
