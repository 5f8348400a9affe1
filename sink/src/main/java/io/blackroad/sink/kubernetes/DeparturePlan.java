package io.blackroad.sink.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which pods leave with a decision that takes replicas away, and whether they are ready to. Idle ones go first, those that
 * drain already before them; a pod whose agents nobody knows goes before a busy one. Whoever was chosen for a decision
 * stays chosen, so that a pod is not drained in vain.
 *
 * @param leaving pods to go
 * @param unmarked pods that were chosen for an earlier decision and stay
 * @param drained true once none that leaves is busy, or has been asked to drain for long enough
 */
record DeparturePlan(List<PodMarks> leaving, List<PodMarks> unmarked, boolean drained) {

    /**
     * Plans from what is known.
     *
     * @param pods pods of the workload that are not being deleted
     * @param keep how many stay
     * @param limit how long a busy pod is waited for
     */
    static DeparturePlan of(
            WorkloadKind kind,
            List<PodMarks> pods,
            Map<String, AgentActivity> activities,
            int keep,
            String decisionId,
            Duration limit,
            Instant now) {
        Comparator<PodMarks> first =
                switch (kind) {
                    case DEPLOYMENT ->
                        Comparator.comparing((PodMarks pod) -> !pod.isMarkedFor(decisionId))
                                .thenComparing(pod -> rank(activity(activities, pod)))
                                .thenComparing(PodMarks::name);
                    case STATEFUL_SET -> Comparator.comparing(PodMarks::ordinal).reversed();
                };
        List<PodMarks> leaving = pods.stream()
                .sorted(first)
                .limit(Math.max(0, pods.size() - keep))
                .toList();
        List<PodMarks> unmarked = pods.stream()
                .filter(pod -> pod.isMarked() && !leaving.contains(pod))
                .toList();
        boolean drained = leaving.stream()
                .allMatch(pod -> activity(activities, pod).work() == 0
                        || pod.isMarkedFor(decisionId) && isOver(pod.drainSince(), limit, now));
        return new DeparturePlan(leaving, unmarked, drained);
    }

    private static AgentActivity activity(Map<String, AgentActivity> activities, PodMarks pod) {
        return activities.getOrDefault(pod.name(), AgentActivity.UNKNOWN);
    }

    private static int rank(AgentActivity activity) {
        if (activity.isIdle()) {
            return activity.draining() > 0 ? -2 : -1;
        }
        return activity.work();
    }

    /** A mark without a time is from nobody who waits. */
    private static boolean isOver(Instant since, Duration limit, Instant now) {
        return since == null || !now.isBefore(since.plus(limit));
    }
}
