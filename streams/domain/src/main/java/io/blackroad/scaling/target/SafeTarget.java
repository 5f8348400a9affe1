package io.blackroad.scaling.target;

import io.blackroad.load.AgentSums;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.Signal;
import java.util.Locale;

/**
 * {@code mode: safe}: replicas for the demand. It differs from the letter in five ways, each of which takes an oscillation
 * away: percents are not cut off; a value is multiplied by the agents that it was measured on and not
 * by what runs by now; the demand is divided by what one replica is to carry, so replicas that are still
 * starting are counted once and not multiplied, and what they use to start is no demand; a scale-down must leave the tolerance free at the new size too, so that
 * it does not turn around at the edge; and who is missing or starting counts as fully used before anything is removed.
 */
final class SafeTarget {
    private static final int UNIT = 1_000;
    private static final double PERCENT = 100;

    private SafeTarget() {}

    static Opinion propose(TargetParameters parameters, Moment moment) {
        return parameters.form() == TargetParameters.Form.UTILIZATION
                ? utilization(parameters, moment)
                : value(parameters, moment);
    }

    private static Opinion utilization(TargetParameters parameters, Moment moment) {
        Signal signal = parameters.signal();
        AgentSums sums = moment.sample().sums();
        HpaMath.Pods pods = TargetKind.pods(signal, sums);
        double used = pods.used();
        double requested = pods.requested();
        double unheard = (double) pods.missingRequested() + pods.unreadyRequested();
        if (requested == 0) {
            return Opinion.unknown(
                    Memory.NONE,
                    Binding.NO_FRESH_SAMPLE,
                    () -> "the " + sums.fresh() + " agents with a fresh sample request no " + signal.label());
        }
        int all = pods.measured() + pods.missing() + pods.unready();
        double carries = (requested + unheard) / all * parameters.target() / PERCENT;
        double full = used + unheard * Math.max(1, parameters.target() / PERCENT);
        int permille = (int) Math.min(Integer.MAX_VALUE, Math.round(UNIT * used / requested));
        return decided(parameters, moment, used / carries, full / carries).at(permille);
    }

    private static Opinion value(TargetParameters parameters, Moment moment) {
        double demand = parameters.signal().at(moment) * UNIT / parameters.target();
        AgentSums sums = moment.sample().sums();
        int measured = sums.fresh() - sums.startingFresh();
        double base = measured > 0 ? measured : moment.working();
        double replicas = parameters.form() == TargetParameters.Form.VALUE ? demand * base : demand;
        return decided(parameters, moment, replicas, replicas);
    }

    /**
     * @param low replicas' worth of demand when what is missing uses nothing
     * @param high the same when it uses its share
     */
    private static Opinion decided(TargetParameters parameters, Moment moment, double low, double high) {
        int current = moment.replicas();
        String name = parameters.signal().label();
        if (low > current * (1 + parameters.tolerance().up())) {
            int replicas = Math.max(current + 1, (int) Math.min(Integer.MAX_VALUE, Math.ceil(low)));
            return Opinion.of(Memory.NONE, replicas, () -> says(name, low, current, "more than it runs"));
        }
        int fewer = (int) Math.min(
                Integer.MAX_VALUE,
                Math.ceil(high / (1 - Math.min(0.9, parameters.tolerance().down()))));
        if (fewer < current) {
            return Opinion.of(
                    Memory.NONE, fewer, () -> says(name, high, current, "with the tolerance left free " + fewer));
        }
        return Opinion.stay(
                Memory.NONE, current, Binding.TOLERANCE, () -> says(name, high, current, "within the tolerance"));
    }

    private static String says(String name, double demand, int current, String verdict) {
        return String.format(
                Locale.ROOT, "%s is worth %.2f replicas at the target, %d run: %s", name, demand, current, verdict);
    }
}
