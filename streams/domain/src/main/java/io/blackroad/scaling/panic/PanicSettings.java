package io.blackroad.scaling.panic;

import io.blackroad.scaling.Micros;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Signal;
import java.util.List;

/**
 * Parameters of {@code panic}; defaults are those of Knative's {@code config-autoscaler}. Times are microseconds.
 *
 * @param letter true for {@code mode: kpa}
 * @param signal concurrency or arrivals a second
 * @param target what a replica is to carry: its total times the target utilisation
 * @param total what a replica can carry
 * @param panicThreshold panic begins when the panic window wants this many times what is ready
 * @param maxUpRate never more than so many times what is ready
 * @param maxDownRate never fewer than what is ready divided by this
 * @param burstCapacity capacity that should be free for a burst; 0 for none, below 0 for unlimited
 * @param activationScale at least so many when anything runs at all
 * @param graceMicros the last replica stays so long after the last demand
 */
public record PanicSettings(
        boolean letter,
        Signal signal,
        double target,
        double total,
        long stableMicros,
        long panicMicros,
        double panicThreshold,
        double maxUpRate,
        double maxDownRate,
        long downDelayMicros,
        double burstCapacity,
        int activationScale,
        long graceMicros) {

    private static final double HOUR = 3_600;
    /** As long as Kubernetes waits before it scales down. */
    private static final double SAFE_DELAY_SECONDS = 300;

    static PanicSettings read(ParameterReader given) {
        boolean letter = given.oneOf("mode", List.of("kpa", "safe"), "safe").equals("kpa");
        String metric = given.oneOf("metric", List.of("concurrency", "rps"), "concurrency");
        boolean rps = metric.equals("rps");
        double total = given.decimal("target", 0.01, 1e9, rps ? 200 : 100);
        double share = given.decimal("targetUtilizationPercent", 1, 100, 70) / 100;
        long stable = given.seconds("stableWindowSeconds", 6, HOUR, 60);
        double panic = given.decimal("panicWindowPercent", 1, 100, 10) / 100;
        return new PanicSettings(
                letter,
                rps ? Signal.ARRIVALS : Signal.CONCURRENCY,
                total * share,
                total,
                stable,
                Math.max(Micros.SECOND, Math.round(stable * panic)),
                given.decimal("panicThresholdPercent", 110, 1_000, 200) / 100,
                given.decimal("maxScaleUpRate", 1.01, 1e6, 1_000),
                given.decimal("maxScaleDownRate", 1.01, 1e6, 2),
                given.seconds("scaleDownDelaySeconds", 0, HOUR, letter ? 0 : SAFE_DELAY_SECONDS),
                given.decimal("targetBurstCapacity", -1, 1e9, 211),
                (int) given.whole("activationScale", 1, 100_000, 1),
                given.seconds("scaleToZeroGraceSeconds", 0, HOUR, 30));
    }
}
