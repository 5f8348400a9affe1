package io.blackroad.sink.keda;

import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.KedaResource;
import io.blackroad.sink.kubernetes.WorkloadName;
import io.blackroad.sink.kubernetes.Workloads;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ScaledObjects of a namespace whose triggers name targets. */
final class ScaledObjects {
    private final KubernetesClient client;
    private final String namespace;

    ScaledObjects(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** All of them by target; more than one for a target is a mistake that {@link #survey} names. */
    Map<TargetId, List<Scaled>> all() {
        return client
                .genericKubernetesResources(KedaResource.SCALED_OBJECTS)
                .inNamespace(namespace)
                .list()
                .getItems()
                .stream()
                .flatMap(object -> Scaled.of(object).stream())
                .collect(Collectors.groupingBy(Scaled::id));
    }

    /** What runs at each, in as few calls as there are kinds of objects. */
    Survey survey() {
        Map<TargetId, List<Scaled>> found = all();
        Map<TargetId, String> unseen = new HashMap<>();
        Map<TargetId, WorkloadName> named = new HashMap<>();
        found.forEach((id, each) -> {
            if (each.size() > 1) {
                unseen.put(
                        id,
                        id + " is claimed by the ScaledObjects "
                                + each.stream().map(Scaled::name).sorted().collect(Collectors.joining(" and "))
                                + "; one scales a target");
            } else {
                named.put(id, each.get(0).workload());
            }
        });
        Map<TargetId, ReplicaCount> running = new Workloads(client, namespace, named).counts();
        Map<TargetId, ReplicaCount> seen = new HashMap<>();
        named.forEach((id, workload) -> {
            ReplicaCount counted = running.get(id);
            if (counted == null) {
                unseen.put(id, "there is no " + workload + " in namespace " + namespace);
            } else {
                seen.put(id, found.get(id).get(0).runs(counted));
            }
        });
        return new Survey(seen, unseen);
    }

    /**
     * One of them, read anew.
     *
     * @throws IllegalStateException if none or several scale the target
     */
    Scaled get(TargetId id) {
        List<Scaled> found = all().getOrDefault(id, List.of());
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " ScaledObjects of namespace " + namespace + " scale " + id);
        }
        return found.get(0);
    }

    ReplicaCount runs(Scaled scaled) {
        return scaled.runs(new Workloads(client, namespace, Map.of())
                .get(scaled.workload())
                .runs());
    }

    Resource<GenericKubernetesResource> resource(Scaled scaled) {
        return client.genericKubernetesResources(KedaResource.SCALED_OBJECTS)
                .inNamespace(namespace)
                .withName(scaled.name());
    }
}
