package io.blackroad.scaling.target;

import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of {@code target}.
 *
 * @param letter true for {@code mode: hpa}
 * @param signal what is compared
 * @param form how: utilisation in percent of the request, one value of the whole, or an average for each replica
 * @param target percent, or thousandths of the signal's unit
 */
public record TargetParameters(boolean letter, Signal signal, Form form, long target, HpaMath.Tolerance tolerance) {

    enum Form {
        UTILIZATION,
        VALUE,
        AVERAGE_VALUE
    }

    /** Kubernetes' {@code --horizontal-pod-autoscaler-tolerance}. */
    private static final double TOLERANCE_PERCENT = 10;

    private static final double MOST = 1e12;
    private static final int UNIT = 1_000;

    static TargetParameters read(ParameterReader given) {
        boolean letter = given.oneOf("mode", List.of("hpa", "safe"), "safe").equals("hpa");
        Signal signal = signal(given);
        boolean resource = signal == Signal.CPU || signal == Signal.MEMORY;
        List<String> forms = resource ? List.of("utilization") : List.of("averageValue", "value");
        String form = given.oneOf("type", forms, forms.get(0));
        double fallback = given.decimal("tolerancePercent", 0, 100, TOLERANCE_PERCENT);
        double up = given.decimal("toleranceUpPercent", 0, 100, fallback) / 100;
        double down = given.decimal("toleranceDownPercent", 0, 100, fallback) / 100;
        return new TargetParameters(
                letter,
                signal,
                switch (form) {
                    case "utilization" -> Form.UTILIZATION;
                    case "value" -> Form.VALUE;
                    default -> Form.AVERAGE_VALUE;
                },
                resource ? given.whole("targetPercent", 1, 1_000, 80) : thousandths(given),
                new HpaMath.Tolerance(up, down));
    }

    private static Signal signal(ParameterReader given) {
        List<String> names = new ArrayList<>();
        for (Signal signal : List.of(
                Signal.CPU, Signal.MEMORY, Signal.QUEUED, Signal.IN_FLIGHT, Signal.CONCURRENCY, Signal.ARRIVALS)) {
            names.add(signal.label());
        }
        return Signal.of(given.oneOf("metric", names, Signal.CPU.label()));
    }

    private static long thousandths(ParameterReader given) {
        if (!given.has("targetValue")) {
            given.fail("targetValue", "is missing; how many of the metric a replica is to have");
        }
        return Math.max(1, Math.round(given.decimal("targetValue", 0.001, MOST, 1) * UNIT));
    }
}
