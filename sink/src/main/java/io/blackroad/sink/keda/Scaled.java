package io.blackroad.sink.keda;

import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.DecisionMark;
import io.blackroad.sink.kubernetes.WorkloadName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ScaledObject whose trigger names a target.
 *
 * @param name of the object
 * @param version its resource version as read
 * @param workload what it scales
 * @param mark the decision that stands there
 * @param least replicas that KEDA keeps at least
 * @param most replicas that KEDA allows
 * @param paused whether KEDA was told to leave the workload alone
 */
record Scaled(
        String name, String version, WorkloadName workload, DecisionMark mark, int least, int most, boolean paused) {
    /** Key in a trigger's metadata. */
    static final String REGION = "region";

    /** Key in a trigger's metadata. */
    static final String SERVICE = "service";

    private static final String PAUSED = "autoscaling.keda.sh/paused";

    /** KEDA's own: https://keda.sh/docs/latest/reference/scaledobject-spec/ */
    private static final int USUAL_MOST = 100;

    /** The target that one of an object's triggers names; empty if none does. */
    static Optional<TargetId> target(GenericKubernetesResource object) {
        List<Map<String, Object>> triggers = object.get("spec", "triggers");
        return triggers == null
                ? Optional.empty()
                : triggers.stream()
                        .filter(trigger -> String.valueOf(trigger.get("type")).startsWith("external"))
                        .map(trigger -> (Map<?, ?>) trigger.get("metadata"))
                        .filter(metadata ->
                                metadata != null && metadata.get(REGION) != null && metadata.get(SERVICE) != null)
                        .map(metadata -> new TargetId(
                                metadata.get(REGION).toString(),
                                metadata.get(SERVICE).toString()))
                        .findFirst();
    }

    /**
     * Reads an object.
     *
     * @throws IllegalStateException if it cannot be used, with what to do about it
     */
    static Scaled of(GenericKubernetesResource object) {
        String name = object.getMetadata().getName();
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return new Scaled(
                name,
                object.getMetadata().getResourceVersion(),
                workload(object),
                DecisionMark.of("ScaledObject " + name, annotations),
                number(object.get("spec", "minReplicaCount"), 0),
                number(object.get("spec", "maxReplicaCount"), USUAL_MOST),
                annotations != null && annotations.keySet().stream().anyMatch(key -> key.startsWith(PAUSED)));
    }

    /** Why KEDA would not follow an order; empty if it would. */
    Optional<String> objection(Order order) {
        if (paused) {
            return Optional.of("ScaledObject " + name + " is paused");
        }
        int replicas = order.replicas();
        return replicas >= least && replicas <= most
                ? Optional.empty()
                : Optional.of("ScaledObject " + name + " allows " + least + " to " + most + " replicas, not " + replicas
                        + ": change minReplicaCount or maxReplicaCount, or the rule's bounds");
    }

    /**
     * What runs: KEDA is told what was decided, or else what runs already, so that nothing changes. Else is also where
     * somebody took the replicas of the decision away and left its sequence.
     */
    ReplicaCount runs(ReplicaCount counted) {
        int told = mark.sequence() > 0 && mark.replicas() >= 0 ? mark.replicas() : counted.told();
        return new ReplicaCount(told, counted.ready(), mark.sequence(), mark.replicas());
    }

    private static WorkloadName workload(GenericKubernetesResource object) {
        String kind = text(object.get("spec", "scaleTargetRef", "kind"), "Deployment");
        String workload = text(object.get("spec", "scaleTargetRef", "name"), "");
        try {
            return WorkloadName.parse(kind + "/" + workload);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "ScaledObject " + object.getMetadata().getName() + " cannot be followed: " + e.getMessage()
                            + "; name one in its scaleTargetRef, or take " + REGION + " and " + SERVICE
                            + " out of its trigger",
                    e);
        }
    }

    private static String text(Object found, String otherwise) {
        return found == null ? otherwise : found.toString();
    }

    private static int number(Object found, int otherwise) {
        return found instanceof Number number ? number.intValue() : otherwise;
    }
}
