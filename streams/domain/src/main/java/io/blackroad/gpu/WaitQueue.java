package io.blackroad.gpu;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All who wait, in the order of their tickets, and the same by shape: when the first of a shape finds no place, no other
 * of it does.
 */
final class WaitQueue {
    static final WaitQueue EMPTY = new WaitQueue(Waiters.NONE, Map.of());

    private final Waiters all;
    private final Map<GpuShape, Waiters> byShape;

    private WaitQueue(Waiters all, Map<GpuShape, Waiters> byShape) {
        this.all = all;
        this.byShape = byShape;
    }

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.size() == 0;
    }

    Waiter first() {
        return all.first();
    }

    Waiter get(int place) {
        return all.get(place);
    }

    /** How many came before this ticket and still wait. */
    int before(long ticket) {
        return all.before(ticket);
    }

    Collection<Waiters> shapes() {
        return byShape.values();
    }

    /** True when somebody of this shape waits. */
    boolean waits(GpuShape shape) {
        return byShape.containsKey(shape);
    }

    Optional<Waiter> firstOf(GpuShape shape) {
        return Optional.ofNullable(byShape.get(shape)).map(Waiters::first);
    }

    WaitQueue and(Waiter waiter) {
        Map<GpuShape, Waiters> shapes = new LinkedHashMap<>(byShape);
        shapes.merge(waiter.request().shape(), Waiters.NONE.and(waiter), (present, one) -> present.and(waiter));
        return new WaitQueue(all.and(waiter), shapes);
    }

    WaitQueue without(Waiter waiter) {
        Map<GpuShape, Waiters> shapes = new LinkedHashMap<>(byShape);
        shapes.computeIfPresent(waiter.request().shape(), (shape, present) -> {
            Waiters fewer = present.without(waiter.ticket());
            return fewer.size() == 0 ? null : fewer;
        });
        return new WaitQueue(all.without(waiter.ticket()), shapes);
    }
}
