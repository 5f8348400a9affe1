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
        TargetId id,
        String name,
        String version,
        WorkloadName workload,
        DecisionMark mark,
        int least,
        int most,
        boolean paused) {
    /** Key in a trigger's metadata. */
    static final String REGION = "region";

    /** Key in a trigger's metadata. */
    static final String SERVICE = "service";

    private static final String PAUSED = "autoscaling.keda.sh/paused";

    /** KEDA's own: https://keda.sh/docs/latest/reference/scaledobject-spec/ */
    private static final int USUAL_MOST = 100;

    /** Reads an object; empty if none of its triggers names a target. */
    static Optional<Scaled> of(GenericKubernetesResource object) {
        return target(object).map(id -> {
            String kind = text(object.get("spec", "scaleTargetRef", "kind"), "Deployment");
            String workload = text(object.get("spec", "scaleTargetRef", "name"), "");
            Map<String, String> annotations = object.getMetadata().getAnnotations();
            return new Scaled(
                    id,
                    object.getMetadata().getName(),
                    object.getMetadata().getResourceVersion(),
                    WorkloadName.parse(kind + "/" + workload),
                    DecisionMark.of(annotations),
                    number(object.get("spec", "minReplicaCount"), 0),
                    number(object.get("spec", "maxReplicaCount"), USUAL_MOST),
                    annotations != null && annotations.keySet().stream().anyMatch(key -> key.startsWith(PAUSED)));
        });
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

    /** What runs: KEDA is told what was decided, or else what runs already, so that nothing changes. */
    ReplicaCount runs(ReplicaCount counted) {
        int told = mark.sequence() > 0 ? mark.replicas() : counted.told();
        return new ReplicaCount(told, counted.ready(), mark.sequence(), mark.replicas());
    }

    private static Optional<TargetId> target(GenericKubernetesResource object) {
        List<Map<String, Object>> triggers = object.get("spec", "triggers");
        return triggers == null
                ? Optional.empty()
                : triggers.stream()
                        .filter(trigger -> String.valueOf(trigger.get("type")).startsWith("external"))
                        .map(trigger -> (Map<?, ?>) trigger.get("metadata"))
                        .filter(metadata ->
                                metadata != null && metadata.containsKey(REGION) && metadata.containsKey(SERVICE))
                        .map(metadata -> new TargetId(
                                metadata.get(REGION).toString(),
                                metadata.get(SERVICE).toString()))
                        .findFirst();
    }

    private static String text(Object found, String otherwise) {
        return found == null ? otherwise : found.toString();
    }

    private static int number(Object found, int otherwise) {
        return found instanceof Number number ? number.intValue() : otherwise;
    }
}
