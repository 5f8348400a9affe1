package io.blackroad.scaling.backlog;

import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Signal;
import io.blackroad.scaling.target.HpaLimits;
import io.blackroad.scaling.target.HpaMath;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rule kind {@code backlog}: a share of a queue, or of what a formula makes of the signals, for each replica; KEDA's way.
 * Between one replica and the most it is Kubernetes' autoscaler with an average value; to zero and from it, KEDA's own
 * rule with activation and cooldown. {@code mode: safe} asks for the tolerance to be free at the new size too before it
 * scales down.
 */
public final class BacklogKind implements Kind<BacklogSettings> {
    private static final String NAME = "backlog";
    private static final int VERSION = 1;
    private static final int LAST_ACTIVE = 0;
    private static final int FAILURES = 1;
    private static final int UNIT = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BacklogSettings parameters(ParameterReader given) {
        return BacklogSettings.read(given);
    }

    @Override
    public Map<String, String> limits(BacklogSettings settings) {
        return settings.letter() ? HpaLimits.LETTER : HpaLimits.SAFE;
    }

    @Override
    public Opinion propose(BacklogSettings settings, Memory before, Moment moment) {
        boolean known = before.isOf(NAME, VERSION);
        long lastActive = known ? before.at(LAST_ACTIVE) : KedaMath.NEVER;
        long failures = known ? before.at(FAILURES) : 0;
        if (!moment.due()) {
            return Opinion.stay(before, moment.replicas(), Binding.WITHIN_BAND, () -> "not evaluated now");
        }
        boolean silent = isSilent(moment);
        double value = value(settings, moment, silent);
        if (Double.isNaN(value)) {
            return failed(settings, moment, memory(lastActive, failures + 1), failures + 1);
        }
        boolean active = value > settings.activation();
        lastActive = active ? moment.micros() : lastActive;
        return decided(settings, moment, memory(lastActive, 0), value, active, lastActive);
    }

    /** Nobody reports although somebody is there: what the sample says of tasks is old. */
    private static boolean isSilent(Moment moment) {
        return moment.sample().sums().agents() > 0 && moment.sample().sums().fresh() == 0;
    }

    private static double value(BacklogSettings settings, Moment moment, boolean silent) {
        if (settings.formula() == null) {
            return silent ? Double.NaN : settings.signal().at(moment);
        }
        boolean decides = !silent || settings.fallback() == Fallback.FORMULA;
        double[] values = new double[Signal.values().length];
        for (Signal signal : Signal.values()) {
            values[signal.ordinal()] = silent ? Double.NaN : signal.at(moment);
        }
        return decides ? settings.formula().of(values) : Double.NaN;
    }

    private static Opinion failed(BacklogSettings settings, Moment moment, Memory memory, long failures) {
        int current = moment.replicas();
        Supplier<String> what = () -> "the metric failed " + failures + " times in a row";
        if (settings.fallback() == Fallback.NONE || failures <= settings.failureThreshold()) {
            return Opinion.unknown(memory, Binding.NO_FRESH_SAMPLE, what);
        }
        int replicas = settings.fallback().replicas(current, settings.fallbackReplicas());
        Supplier<String> reason =
                () -> what.get() + ": fallback " + settings.fallback().label() + " of " + settings.fallbackReplicas();
        return replicas == current
                ? Opinion.stay(memory, current, Binding.NO_FRESH_SAMPLE, reason)
                : Opinion.of(memory, replicas, reason);
    }

    private static Opinion decided(
            BacklogSettings settings, Moment moment, Memory memory, double value, boolean active, long lastActive) {
        int current = moment.replicas();
        boolean idles = settings.activeMinimum() > moment.min();
        int fewest = idles ? settings.activeMinimum() : moment.min();
        KedaMath.Scaled scaled = new KedaMath.Scaled(fewest, idles ? moment.min() : -1, settings.cooldownMicros());
        int executed = KedaMath.executed(scaled, current, active, false, -1, lastActive, moment.micros());
        int wanted = executed != current || current == 0 ? executed : shared(settings, moment, value);
        // The autoscaler never goes below one; zero and idle are the executor's.
        int replicas = executed == current && current > 0 ? Math.max(Math.max(1, idles ? fewest : 0), wanted) : wanted;
        boolean cools = !active && replicas == current && current > 0;
        Supplier<String> reason = () -> String.format(
                Locale.ROOT,
                "%s is %.2f, a replica's share %.2f: %d replicas%s",
                settings.formula() == null ? settings.signal().label() : "the formula",
                value,
                settings.perReplicaMilli() / (double) UNIT,
                replicas,
                active ? "" : cools ? ", not active, in its cooldown" : ", not active");
        return replicas == current
                ? Opinion.stay(memory, current, Binding.TOLERANCE, reason)
                : Opinion.of(memory, replicas, reason);
    }

    private static int shared(BacklogSettings settings, Moment moment, double value) {
        int current = moment.replicas();
        long milli = Math.round(Math.max(0, value) * UNIT);
        HpaMath.Tolerance tolerance = new HpaMath.Tolerance(settings.tolerance(), settings.tolerance());
        int wanted = HpaMath.perPod(current, milli, settings.perReplicaMilli(), tolerance)
                .replicas();
        if (settings.letter() || wanted >= current) {
            return wanted;
        }
        double free = 1 - Math.min(0.9, settings.tolerance());
        return Math.min(current, (int) Math.ceil(milli / (settings.perReplicaMilli() * free)));
    }

    private static Memory memory(long lastActive, long failures) {
        return Memory.of(NAME, VERSION, lastActive, failures);
    }
}
