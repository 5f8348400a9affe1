package io.blackroad.sink.controller;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All targets of an adapter, at one look.
 *
 * @param seen what runs at each that could be seen
 * @param unseen why the others could not
 */
public record Survey(Map<TargetId, ReplicaCount> seen, Map<TargetId, String> unseen) {

    public Survey {
        seen = Map.copyOf(seen);
        unseen = Map.copyOf(unseen);
    }

    /** Of targets that are looked at one by one; one that cannot be seen does not hide the others. */
    public static Survey of(Set<TargetId> ids, Function<TargetId, ReplicaCount> observe) {
        Map<TargetId, ReplicaCount> seen = new TreeMap<>();
        Map<TargetId, String> unseen = new TreeMap<>();
        for (TargetId id : ids) {
            try {
                seen.put(id, observe.apply(id));
            } catch (RuntimeException e) {
                unseen.put(id, Why.of(e));
            }
        }
        return new Survey(seen, unseen);
    }

    /** Those that could be seen and those that could not. */
    public Set<TargetId> targets() {
        Set<TargetId> all = new TreeSet<>(seen.keySet());
        all.addAll(unseen.keySet());
        return all;
    }
}
