package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.ReplicaCount;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/**
 * An object that runs replicas, as it was read.
 *
 * @param version its resource version: a write that names it is refused once the object changed
 * @param runs what runs, and which decision stands there
 * @param pods picks its pods
 */
public record Workload(WorkloadName name, String version, ReplicaCount runs, LabelSelector pods) {

    /** Reads an object of one of the {@link WorkloadKind}s. */
    static Workload of(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            Integer ready = deployment.getStatus() == null
                    ? null
                    : deployment.getStatus().getReadyReplicas();
            return of(
                    WorkloadKind.DEPLOYMENT,
                    object,
                    deployment.getSpec().getReplicas(),
                    ready,
                    deployment.getSpec().getSelector());
        }
        StatefulSet set = (StatefulSet) object;
        Integer ready = set.getStatus() == null ? null : set.getStatus().getReadyReplicas();
        return of(
                WorkloadKind.STATEFUL_SET,
                object,
                set.getSpec().getReplicas(),
                ready,
                set.getSpec().getSelector());
    }

    private static Workload of(
            WorkloadKind kind, HasMetadata object, Integer replicas, Integer ready, LabelSelector pods) {
        WorkloadName name = new WorkloadName(kind, object.getMetadata().getName());
        DecisionMark mark =
                DecisionMark.of(name.toString(), object.getMetadata().getAnnotations());
        // The API's defaults: one replica when nothing is said, and no number of ready ones while there are none.
        ReplicaCount runs = new ReplicaCount(
                replicas == null ? 1 : replicas, ready == null ? 0 : ready, mark.sequence(), mark.replicas());
        return new Workload(name, object.getMetadata().getResourceVersion(), runs, pods);
    }
}
