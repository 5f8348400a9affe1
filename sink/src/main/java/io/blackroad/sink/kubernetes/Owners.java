package io.blackroad.sink.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** Finds out whether some other autoscaler writes a workload's replicas. Two writers would undo each other for ever. */
final class Owners {
    private static final String DEFAULT_KIND = WorkloadKind.DEPLOYMENT.apiName();

    private final KubernetesClient client;
    private final String namespace;

    Owners(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Why a workload must not be written; empty if nobody else scales it. */
    Optional<String> objection(WorkloadName workload) {
        return scaledObject(workload)
                .or(() -> autoscaler(workload))
                .map(owner -> owner + " scales " + workload
                        + " already, and two writers would undo each other: remove one of them");
    }

    private Optional<String> autoscaler(WorkloadName workload) {
        List<HorizontalPodAutoscaler> all = client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .list()
                .getItems();
        return all.stream()
                .filter(each -> is(
                        workload,
                        each.getSpec().getScaleTargetRef().getKind(),
                        each.getSpec().getScaleTargetRef().getName()))
                .map(each -> "HorizontalPodAutoscaler " + each.getMetadata().getName())
                .findFirst();
    }

    private Optional<String> scaledObject(WorkloadName workload) {
        return scaledObjects().stream()
                .filter(each -> is(
                        workload,
                        each.get("spec", "scaleTargetRef", "kind"),
                        each.get("spec", "scaleTargetRef", "name")))
                .map(each -> "ScaledObject " + each.getMetadata().getName())
                .findFirst();
    }

    private List<GenericKubernetesResource> scaledObjects() {
        try {
            return client.genericKubernetesResources(KedaResource.SCALED_OBJECTS)
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                // A cluster without KEDA does not know the resource.
                return List.of();
            }
            throw e;
        }
    }

    private static boolean is(WorkloadName workload, String kind, String name) {
        return workload.kind().apiName().equals(kind == null ? DEFAULT_KIND : kind)
                && workload.name().equals(name);
    }
}
