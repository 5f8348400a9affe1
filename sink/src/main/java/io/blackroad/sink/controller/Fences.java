package io.blackroad.sink.controller;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The fences of the targets that are there, and the newest decision on each that is not: it may come while the decision
 * is valid. In memory alone.
 */
final class Fences {
    private final Map<TargetId, Fence> fences = new TreeMap<>();
    private final Map<TargetId, Order> strangers = new HashMap<>();

    void decided(Order order) {
        if (fences.computeIfPresent(order.target(), (id, fence) -> fence.decided(order)) == null) {
            strangers.merge(order.target(), order, Fences::newer);
        }
    }

    /** Those of {@code ids} that have no fence yet. */
    Set<TargetId> missing(Set<TargetId> ids) {
        Set<TargetId> missing = new TreeSet<>(ids);
        missing.removeAll(fences.keySet());
        return missing;
    }

    /** A target that came, with the last sequence that was answered for it. */
    void add(TargetId id, long answered) {
        Fence fence = Fence.restored(answered);
        Order order = strangers.remove(id);
        fences.put(id, order == null ? fence : fence.decided(order));
    }

    /** Forgets the targets that are gone; a decision that waits for one waits on, unseen. */
    void retain(Set<TargetId> ids) {
        fences.values().removeIf(fence -> {
            boolean gone =
                    fence.waiting() != null && !ids.contains(fence.waiting().target());
            if (gone) {
                strangers.merge(fence.waiting().target(), fence.waiting(), Fences::newer);
            }
            return gone;
        });
        fences.keySet().retainAll(ids);
    }

    void replaceAll(UnaryOperator<Fence> next) {
        fences.replaceAll((id, fence) -> next.apply(fence));
    }

    /** True if no decision that was read can be the one that stands at a target. */
    boolean isBehind(TargetId id, long stands) {
        Fence fence = fences.get(id);
        return fence != null && fence.isBehind(stands);
    }

    void goOnFrom(TargetId id, long stands) {
        fences.put(id, Fence.restored(stands));
    }

    long answered(TargetId id) {
        return fences.getOrDefault(id, Fence.NEW).answered();
    }

    int waiting() {
        return (int) fences.values().stream()
                .filter(fence -> fence.waiting() != null)
                .count();
    }

    /** Lowers each partition's offset to its first decision that waits. */
    void holdBack(Map<Integer, Long> offsets) {
        for (Fence fence : fences.values()) {
            if (fence.waiting() != null) {
                Order.Position at = fence.waiting().at();
                offsets.merge(at.partition(), at.offset(), Math::min);
            }
        }
    }

    private static Order newer(Order one, Order other) {
        return one.sequence() >= other.sequence() ? one : other;
    }
}
