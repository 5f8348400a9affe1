package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that a simulated fleet makes for itself. Targets without a load get none of their own.
 *
 * @param loads by target
 * @param steps by which loads are multiplied at times
 * @param repeat after how long the steps begin anew; zero for never
 * @param failureShare share of tasks that fail, 0 to 1
 */
public record Workload(List<TargetLoad> loads, List<LoadStep> steps, Duration repeat, double failureShare) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public Workload {
        loads = List.copyOf(loads);
        steps = List.copyOf(steps);
        List<String> errors = new ArrayList<>();
        if (repeat == null || repeat.isNegative()) {
            errors.add("repeat is " + repeat + ", must not be negative");
        }
        if (!(failureShare >= 0 && failureShare <= 1)) {
            errors.add("failureShare is " + failureShare + ", must be 0 to 1");
        }
        InvalidSettingsException.throwIfAny("workload", errors);
    }

    /** No requests but those that others submit. */
    public static Workload none() {
        return new Workload(List.of(), List.of(), Duration.ZERO, 0);
    }

    /** Loads that do not step. */
    public static Workload of(TargetLoad... loads) {
        return new Workload(List.of(loads), List.of(), Duration.ZERO, 0);
    }

    /** The same with steps that do not repeat. */
    public Workload withSteps(LoadStep... some) {
        return new Workload(loads, List.of(some), Duration.ZERO, failureShare);
    }

    /** The built-in one: every target starts inside the guide's band, and 20 s later one gets three times as much. */
    public static Workload builtIn(FleetPlan plan) {
        return BuiltInWorkload.of(plan);
    }

    /** Requests per second of a load at a time since the start, microseconds. */
    double rate(TargetLoad load, long atMicros) {
        double rate = load.rate(atMicros);
        long repeatMicros = repeat.toNanos() / 1_000;
        long inRound = repeatMicros == 0 ? atMicros : atMicros % repeatMicros;
        for (LoadStep step : steps) {
            if (step.covers(inRound)
                    && step.service().equals(load.service())
                    && step.region().equals(load.region())) {
                rate *= step.factor();
            }
        }
        return rate;
    }

    /** The load of a target; null for none. */
    TargetLoad load(TargetPlan target) {
        for (TargetLoad load : loads) {
            if (load.region().equals(target.region()) && load.service().equals(target.service())) {
                return load;
            }
        }
        return null;
    }
}
