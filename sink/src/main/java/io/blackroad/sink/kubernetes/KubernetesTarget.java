package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deployments and StatefulSets of a namespace. Replicas and the decision's sequence are written together on the object
 * itself, on the condition that it is as it was read. Never by the scale subresource, which cannot carry the sequence,
 * and not at all where some other autoscaler scales the object.
 */
public final class KubernetesTarget implements ReplicaTarget {
    private final KubernetesClient client;
    private final String namespace;
    private final Workloads workloads;
    private final Owners owners;
    private final Departures departures;
    private final Map<TargetId, WorkloadName> names = new HashMap<>();
    private final Map<TargetId, Workload> read = new HashMap<>();

    /**
     * @param client sends each request once; see {@link Clients}
     * @param departures says which pods go first
     */
    public KubernetesTarget(
            KubernetesClient client, String namespace, Map<TargetId, WorkloadName> named, Departures departures) {
        this.client = client;
        this.namespace = namespace;
        this.workloads = new Workloads(client, namespace, named);
        this.owners = new Owners(client, namespace);
        this.departures = departures;
    }

    @Override
    public Survey survey() {
        Map<TargetId, List<HasMetadata>> found = workloads.all();
        Map<TargetId, ReplicaCount> seen = new HashMap<>();
        Map<TargetId, String> unseen = new HashMap<>();
        found.forEach((id, objects) -> {
            try {
                Workload workload = only(id, objects);
                names.put(id, workload.name());
                seen.put(id, workload.runs());
            } catch (IllegalStateException e) {
                unseen.put(id, e.getMessage());
            }
        });
        names.keySet().retainAll(found.keySet());
        return new Survey(seen, unseen);
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        Workload workload = workloads.get(nameOf(id));
        read.put(id, workload);
        return workload.runs();
    }

    @Override
    public Optional<String> objection(TargetId id) {
        return owners.objection(nameOf(id));
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount seen) {
        Workload workload = read.get(order.target());
        Optional<String> objection = objection(order.target());
        if (objection.isPresent()) {
            return ApplyAnswer.refused(objection.get());
        }
        Optional<ApplyAnswer> wait = departures.prepare(workload, order);
        if (wait.isPresent()) {
            return wait.get();
        }
        return ConditionalPatch.send(
                client.resources(workload.name().kind().type())
                        .inNamespace(namespace)
                        .withName(workload.name().name()),
                ConditionalPatch.body(order, workload.version(), true),
                order,
                seen);
    }

    private WorkloadName nameOf(TargetId id) {
        WorkloadName name = names.get(id);
        if (name == null) {
            throw new IllegalStateException("no workload of namespace " + namespace + " runs " + id);
        }
        return name;
    }

    private static Workload only(TargetId id, List<HasMetadata> objects) {
        List<Workload> claims = objects.stream().map(Workload::of).toList();
        if (claims.size() > 1) {
            throw new IllegalStateException(id + " is claimed by "
                    + claims.stream().map(each -> each.name().toString()).collect(Collectors.joining(" and "))
                    + "; one workload runs a target");
        }
        return claims.get(0);
    }
}
