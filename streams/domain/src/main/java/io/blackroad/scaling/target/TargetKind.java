package io.blackroad.scaling.target;

import io.blackroad.load.AgentSums;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Signal;
import io.blackroad.scaling.target.HpaMath.Pods;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rule kind {@code target}: as many replicas as bring a metric to its target. {@code mode: hpa} is Kubernetes' rule to the
 * letter ({@link HpaMath}), {@code mode: safe} asks for what the demand needs ({@link SafeTarget}).
 */
public final class TargetKind implements Kind<TargetParameters> {
    private static final int UNIT = 1_000;

    @Override
    public String name() {
        return "target";
    }

    @Override
    public TargetParameters parameters(ParameterReader given) {
        return TargetParameters.read(given);
    }

    /** Kubernetes' default behavior and sync period; safe mode keeps the windows and adds the guards. */
    @Override
    public Map<String, String> limits(TargetParameters parameters) {
        return parameters.letter() ? HpaLimits.LETTER : HpaLimits.SAFE;
    }

    @Override
    public Opinion propose(TargetParameters parameters, Memory before, Moment moment) {
        if (moment.sample().sums().fresh() == 0 && parameters.form() == TargetParameters.Form.UTILIZATION) {
            return Opinion.unknown(
                    Memory.NONE,
                    Binding.NO_FRESH_SAMPLE,
                    () -> "none of " + moment.sample().sums().agents() + " agents has a fresh sample to compare");
        }
        return parameters.letter() ? letter(parameters, moment) : SafeTarget.propose(parameters, moment);
    }

    private static Opinion letter(TargetParameters parameters, Moment moment) {
        int current = moment.replicas();
        double value = parameters.signal().at(moment);
        long milli = Math.round(value * UNIT);
        HpaMath.Result result =
                switch (parameters.form()) {
                    case UTILIZATION ->
                        HpaMath.utilization(
                                current,
                                pods(parameters.signal(), moment.sample().sums()),
                                (int) parameters.target(),
                                parameters.tolerance());
                    case VALUE ->
                        HpaMath.value(current, moment.working(), milli, parameters.target(), parameters.tolerance());
                    case AVERAGE_VALUE -> HpaMath.perPod(current, milli, parameters.target(), parameters.tolerance());
                };
        if (result.replicas() < 0) {
            return Opinion.unknown(
                    Memory.NONE,
                    Binding.NO_FRESH_SAMPLE,
                    () -> "no ready agent has a sample of "
                            + parameters.signal().label());
        }
        Supplier<String> reason = () -> reason(parameters, result, value);
        return result.replicas() == current
                ? Opinion.stay(Memory.NONE, current, Binding.TOLERANCE, reason).at(permille(parameters, result))
                : Opinion.of(Memory.NONE, result.replicas(), reason).at(permille(parameters, result));
    }

    private static int permille(TargetParameters parameters, HpaMath.Result result) {
        boolean utilization = parameters.form() == TargetParameters.Form.UTILIZATION;
        return utilization ? (int) Math.min(Integer.MAX_VALUE, 10 * result.measured()) : -1;
    }

    private static String reason(TargetParameters parameters, HpaMath.Result result, double value) {
        String name = parameters.signal().label();
        return switch (parameters.form()) {
            case UTILIZATION ->
                String.format(
                        Locale.ROOT,
                        "%s is %d %%, the target %d %%: %d replicas",
                        name,
                        result.measured(),
                        parameters.target(),
                        result.replicas());
            case VALUE ->
                String.format(
                        Locale.ROOT,
                        "%s is %.3f, the target %.3f: %d replicas",
                        name,
                        value,
                        parameters.target() / (double) UNIT,
                        result.replicas());
            case AVERAGE_VALUE ->
                String.format(
                        Locale.ROOT,
                        "%s is %.3f, the target %.3f a replica: %d replicas",
                        name,
                        value,
                        parameters.target() / (double) UNIT,
                        result.replicas());
        };
    }

    /** Agents as pods: those that have not started are not ready. Memory is not looked at for readiness. */
    static Pods pods(Signal signal, AgentSums sums) {
        if (signal == Signal.MEMORY) {
            return new Pods(
                    sums.fresh(),
                    sums.memoryUsedBytes(),
                    sums.memoryRequestedBytes(),
                    sums.missing(),
                    sums.memoryMissingBytes(),
                    0,
                    0);
        }
        return new Pods(
                sums.fresh() - sums.startingFresh(),
                sums.cpuUsedMillis() - sums.cpuStartingUsedMillis(),
                sums.cpuRequestedMillis() - sums.cpuStartingFreshMillis(),
                sums.missing() - (sums.starting() - sums.startingFresh()),
                sums.cpuMissingMillis() - (sums.cpuStartingMillis() - sums.cpuStartingFreshMillis()),
                sums.starting(),
                sums.cpuStartingMillis());
    }
}
