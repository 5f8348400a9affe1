package io.blackroad.scaling.target;

/**
 * The sums of Kubernetes' HorizontalPodAutoscaler v2, to the letter: percents are whole numbers, cut off; ratios are
 * floating point; pods that are not ready or have no metric count against the change. Source: the replica calculator of
 * Kubernetes, https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/podautoscaler/replica_calculator.go.
 * Kubernetes sums over pods and this over sums of them, so a pod's share of a target above 100 % may differ by the part
 * of a thousandth of a core that Kubernetes cuts off.
 */
public final class HpaMath {
    private static final int PERCENT = 100;

    private HpaMath() {}

    /**
     * Replicas and what was measured.
     *
     * @param replicas replicas wanted; -1 when nothing could be measured
     * @param measured utilisation in percent, or a value in thousandths
     */
    public record Result(int replicas, long measured) {
        static final Result UNKNOWN = new Result(-1, -1);
    }

    /**
     * Pods by what is known of them.
     *
     * @param measured ready with a metric
     * @param used sum of their metrics
     * @param requested sum of their requests
     * @param missing ready without a metric
     * @param missingRequested sum of their requests
     * @param unready not ready; their metrics are not looked at
     * @param unreadyRequested sum of their requests
     */
    public record Pods(
            int measured,
            long used,
            long requested,
            int missing,
            long missingRequested,
            int unready,
            long unreadyRequested) {}

    /** How far the ratio of measured to wanted may be off before something is changed. */
    public record Tolerance(double up, double down) {
        boolean holds(double ratio) {
            return 1.0 - down <= ratio && ratio <= 1.0 + up;
        }
    }

    /** A target utilisation, percent of the requests. */
    public static Result utilization(int current, Pods pods, int targetPercent, Tolerance tolerance) {
        if (pods.measured() == 0 || pods.requested() == 0) {
            return Result.UNKNOWN;
        }
        long percent = pods.used() * PERCENT / pods.requested();
        double ratio = (double) percent / targetPercent;
        boolean rebalance = pods.unready() > 0 && ratio > 1.0;
        if (!rebalance && pods.missing() == 0) {
            return new Result(tolerance.holds(ratio) ? current : ceil(ratio * pods.measured()), percent);
        }
        long used = pods.used();
        long requested = pods.requested();
        int count = pods.measured();
        if (pods.missing() > 0 && ratio != 1.0) {
            used += ratio < 1.0 ? pods.missingRequested() * Math.max(PERCENT, targetPercent) / PERCENT : 0;
            requested += pods.missingRequested();
            count += pods.missing();
        }
        if (rebalance) {
            requested += pods.unreadyRequested();
            count += pods.unready();
        }
        double again = (double) (used * PERCENT / requested) / targetPercent;
        return new Result(reconsidered(current, ratio, again, count, tolerance, true), percent);
    }

    /** A target average of a metric over the pods; all in thousandths. */
    public static Result average(int current, Pods pods, long target, Tolerance tolerance) {
        if (pods.measured() == 0) {
            return Result.UNKNOWN;
        }
        long average = pods.used() / pods.measured();
        double ratio = (double) average / target;
        boolean rebalance = pods.unready() > 0 && ratio > 1.0;
        if (!rebalance && pods.missing() == 0) {
            return new Result(tolerance.holds(ratio) ? current : ceil(ratio * pods.measured()), average);
        }
        long used = pods.used() + (ratio < 1.0 ? pods.missing() * target : 0);
        int count = pods.measured() + pods.missing() + (rebalance ? pods.unready() : 0);
        double again = (double) (used / count) / target;
        return new Result(reconsidered(current, ratio, again, count, tolerance, false), average);
    }

    /** A target value of one metric of the whole; both in thousandths. */
    public static Result value(int current, int ready, long value, long target, Tolerance tolerance) {
        double ratio = (double) value / target;
        if (current == 0) {
            return new Result(ceil(ratio), value);
        }
        return new Result(tolerance.holds(ratio) ? current : ceil(ratio * ready), value);
    }

    /** A target value of one metric of the whole for each pod; both in thousandths. */
    public static Result perPod(int current, long value, long target, Tolerance tolerance) {
        double ratio = (double) value / ((double) target * current);
        int replicas = tolerance.holds(ratio) ? current : ceil((double) value / target);
        return new Result(replicas, current == 0 ? value : (long) Math.ceil((double) value / current));
    }

    /** A change that turns around, or is too small, once everything is counted, is none. */
    private static int reconsidered(
            int current, double first, double again, int count, Tolerance tolerance, boolean alsoReplicas) {
        if (tolerance.holds(again) || (first < 1.0 && again > 1.0) || (first > 1.0 && again < 1.0)) {
            return current;
        }
        int replicas = ceil(again * count);
        boolean turned = (again < 1.0 && replicas > current) || (again > 1.0 && replicas < current);
        return alsoReplicas && turned ? current : replicas;
    }

    private static int ceil(double value) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(value));
    }
}
