package io.blackroad.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A wish on its way through the limits: each may change it, and what it changed is written down. Lives for one tick.
 */
final class Draft {
    private final int current;
    private final Direction wanted;
    private final boolean urgent;
    private final List<Change> changes = new ArrayList<>(2);
    private int to;
    private Binding binding;
    private Supplier<String> reason;

    Draft(int current, int to, boolean urgent, Binding binding, Supplier<String> reason) {
        this.current = current;
        this.to = to;
        this.urgent = urgent;
        this.wanted = toward(to, current);
        this.binding = binding;
        this.reason = reason;
    }

    private record Change(String limit, int before, int after, Supplier<String> reason) {}

    static Direction toward(int to, int current) {
        return to > current ? Direction.UP : to < current ? Direction.DOWN : Direction.HOLD;
    }

    int current() {
        return current;
    }

    int to() {
        return to;
    }

    boolean urgent() {
        return urgent;
    }

    Direction wanted() {
        return wanted;
    }

    Direction direction() {
        return toward(to, current);
    }

    /** Makes it {@code after} because of a limit; says nothing when that is what it is already. */
    void limit(String limit, int after, Binding newBinding, Supplier<String> why) {
        if (after == to) {
            return;
        }
        changes.add(new Change(limit, to, after, why));
        Supplier<String> before = reason;
        int wish = to;
        reason = () -> before.get() + ", wants " + wish + ", but " + why.get();
        to = after;
        binding = newBinding;
    }

    /** Says why a wish to stay is not to be trusted; changes nothing else. */
    void doubt(Binding newBinding, Supplier<String> why) {
        Supplier<String> before = reason;
        reason = () -> before.get() + ", but " + why.get();
        binding = newBinding;
    }

    /** Holds it at what runs. */
    void hold(String limit, Binding newBinding, Supplier<String> why) {
        limit(limit, current, newBinding, why);
    }

    Binding binding() {
        return binding;
    }

    Supplier<String> reason() {
        return reason;
    }

    List<LimitStep> steps() {
        return changes.stream()
                .map(change -> new LimitStep(
                        change.limit(),
                        change.before(),
                        change.after(),
                        change.reason().get()))
                .toList();
    }
}
