package io.blackroad.sink.keda;

import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.KedaResource;
import io.blackroad.sink.kubernetes.Workload;
import io.blackroad.sink.kubernetes.WorkloadName;
import io.blackroad.sink.kubernetes.Workloads;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ScaledObjects of a namespace whose triggers name targets. People write them, each for itself, so one that cannot be
 * used is a matter of its own target and of no other.
 */
final class ScaledObjects {
    private final KubernetesClient client;
    private final String namespace;
    private final Workloads workloads;

    ScaledObjects(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.workloads = new Workloads(client, namespace, Map.of());
    }

    /** What runs at each, in as few calls as there are kinds of objects, and why it cannot be said of the others. */
    Survey survey() {
        Map<TargetId, ReplicaCount> seen = new HashMap<>();
        Map<TargetId, String> unseen = new HashMap<>();
        Function<WorkloadName, Workload> running = workloads.snapshot();
        claims().forEach((id, objects) -> {
            try {
                Scaled scaled = only(id, objects);
                seen.put(id, scaled.runs(running.apply(scaled.workload()).runs()));
            } catch (IllegalStateException e) {
                unseen.put(id, e.getMessage());
            }
        });
        return new Survey(seen, unseen);
    }

    /**
     * One of them, read anew.
     *
     * @throws IllegalStateException if none or several scale the target, or the one cannot be used
     */
    Scaled get(TargetId id) {
        return only(id, claims().getOrDefault(id, List.of()));
    }

    ReplicaCount runs(Scaled scaled) {
        return scaled.runs(workloads.get(scaled.workload()).runs());
    }

    Resource<GenericKubernetesResource> resource(Scaled scaled) {
        return client.genericKubernetesResources(KedaResource.SCALED_OBJECTS)
                .inNamespace(namespace)
                .withName(scaled.name());
    }

    /** Objects by the target that they claim, unread: more than one for a target is a mistake, as is one beyond use. */
    private Map<TargetId, List<GenericKubernetesResource>> claims() {
        Map<TargetId, List<GenericKubernetesResource>> claims = new HashMap<>();
        client.genericKubernetesResources(KedaResource.SCALED_OBJECTS)
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(object -> Scaled.target(object)
                        .ifPresent(id -> claims.computeIfAbsent(id, first -> new ArrayList<>())
                                .add(object)));
        return claims;
    }

    private Scaled only(TargetId id, List<GenericKubernetesResource> objects) {
        if (objects.isEmpty()) {
            throw new IllegalStateException("no ScaledObject of namespace " + namespace + " scales " + id);
        }
        if (objects.size() > 1) {
            throw new IllegalStateException(id + " is claimed by the ScaledObjects "
                    + objects.stream()
                            .map(object -> object.getMetadata().getName())
                            .sorted()
                            .collect(Collectors.joining(" and "))
                    + "; one scales a target");
        }
        return Scaled.of(objects.get(0));
    }
}
