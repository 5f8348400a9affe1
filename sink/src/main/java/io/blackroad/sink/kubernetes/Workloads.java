package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The objects of a namespace that run targets: those that were named, and those whose labels say which target it is. */
public final class Workloads {
    private final KubernetesClient client;
    private final String namespace;
    private final Map<WorkloadName, TargetId> named;

    /** @param named targets by their objects, for objects without the labels */
    public Workloads(KubernetesClient client, String namespace, Map<TargetId, WorkloadName> named) {
        this.client = client;
        this.namespace = namespace;
        this.named = new LinkedHashMap<>();
        named.forEach((id, name) -> this.named.put(name, id));
    }

    /** Objects by the target that they claim; more than one for a target is a mistake that the caller reports. */
    Map<TargetId, List<HasMetadata>> all() {
        Map<TargetId, List<HasMetadata>> found = new LinkedHashMap<>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            for (HasMetadata object : list(kind)) {
                TargetId id = targetOf(kind, object);
                if (id != null) {
                    found.merge(id, List.of(object), Workloads::both);
                }
            }
        }
        return found;
    }

    /**
     * Objects by their names, for many of them: all of a kind are read at once, when the first is asked for. Asked for one
     * that is not there or cannot be read, it throws as {@link #get} does, and goes on with the others.
     */
    public Function<WorkloadName, Workload> snapshot() {
        Map<WorkloadKind, Map<String, HasMetadata>> read = new EnumMap<>(WorkloadKind.class);
        return name ->
                workload(name, read.computeIfAbsent(name.kind(), this::byName).get(name.name()));
    }

    /**
     * One object, read anew.
     *
     * @throws IllegalStateException if it is not there, or somebody wrote there what is no decision
     */
    public Workload get(WorkloadName name) {
        HasMetadata object = client.resources(name.kind().type())
                .inNamespace(namespace)
                .withName(name.name())
                .get();
        return workload(name, object);
    }

    private Workload workload(WorkloadName name, HasMetadata object) {
        if (object == null) {
            throw new IllegalStateException("there is no " + name + " in namespace " + namespace);
        }
        return Workload.of(object);
    }

    private Map<String, HasMetadata> byName(WorkloadKind kind) {
        Map<String, HasMetadata> found = new HashMap<>();
        client.resources(kind.type())
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(object -> found.put(object.getMetadata().getName(), object));
        return found;
    }

    private List<? extends HasMetadata> list(WorkloadKind kind) {
        boolean byLabelAlone = named.keySet().stream().noneMatch(name -> name.kind() == kind);
        var all = client.resources(kind.type()).inNamespace(namespace);
        return byLabelAlone
                ? all.withLabel(Names.REGION).withLabel(Names.SERVICE).list().getItems()
                : all.list().getItems();
    }

    private TargetId targetOf(WorkloadKind kind, HasMetadata object) {
        TargetId byName = named.get(new WorkloadName(kind, object.getMetadata().getName()));
        Map<String, String> labels = object.getMetadata().getLabels();
        if (byName != null
                || labels == null
                || !labels.containsKey(Names.REGION)
                || !labels.containsKey(Names.SERVICE)) {
            return byName;
        }
        return new TargetId(labels.get(Names.REGION), labels.get(Names.SERVICE));
    }

    private static List<HasMetadata> both(List<HasMetadata> one, List<HasMetadata> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
