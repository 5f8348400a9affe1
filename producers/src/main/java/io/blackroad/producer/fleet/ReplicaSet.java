package io.blackroad.producer.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The replicas of one target: which there are, and which come and go when another number is wanted. */
final class ReplicaSet {
    private static final Comparator<ModelReplica> EMPTIEST_FIRST = Comparator.comparingInt(ModelReplica::load)
            .thenComparing(Comparator.comparingInt(ModelReplica::ordinal).reversed());

    private final ModelTarget target;
    private final List<ModelReplica> replicas = new ArrayList<>();
    private int told;
    private int ordinals;

    ReplicaSet(ModelTarget target) {
        this.target = target;
    }

    int told() {
        return told;
    }

    int ready() {
        return in(ModelReplica.Phase.READY).size();
    }

    List<ModelReplica> all() {
        return replicas;
    }

    /** Replicas that have to start for {@code wanted} to run; they count from now on. */
    List<ModelReplica> grow(int wanted) {
        List<ModelReplica> added = new ArrayList<>();
        for (int running = running(); running < wanted; running++) {
            added.add(new ModelReplica(target, ++ordinals));
        }
        replicas.addAll(added);
        told = wanted;
        return added;
    }

    /** How many more run than are wanted. */
    int excess() {
        return Math.max(0, running() - told);
    }

    /** How many ready ones have to go, once those that have not started are given up. */
    int leaving() {
        return Math.max(0, ready() - told);
    }

    /** How many of these are ready, and can go. */
    int ready(Set<String> names) {
        return (int) in(ModelReplica.Phase.READY).stream()
                .filter(replica -> names.contains(replica.name()))
                .count();
    }

    /**
     * Ready replicas that have to drain for no more to run than are wanted: those of a name first, then the emptiest.
     * Those that have not started are given up before any of them: they hold no work at all.
     */
    List<ModelReplica> shrink(Set<String> named, int wanted) {
        List<ModelReplica> starting = in(ModelReplica.Phase.STARTING);
        for (int i = starting.size() - 1; i >= 0 && running() > wanted; i--) {
            remove(starting.get(i));
        }
        List<ModelReplica> ready = in(ModelReplica.Phase.READY);
        ready.sort(Comparator.comparing((ModelReplica replica) -> !named.contains(replica.name()))
                .thenComparing(EMPTIEST_FIRST));
        return List.copyOf(ready.subList(0, Math.max(0, running() - wanted)));
    }

    void remove(ModelReplica replica) {
        replica.enter(ModelReplica.Phase.GONE);
        replicas.remove(replica);
    }

    private int running() {
        return in(ModelReplica.Phase.STARTING).size()
                + in(ModelReplica.Phase.READY).size();
    }

    private List<ModelReplica> in(ModelReplica.Phase phase) {
        List<ModelReplica> found = new ArrayList<>();
        for (ModelReplica replica : replicas) {
            if (replica.phase() == phase) {
                found.add(replica);
            }
        }
        return found;
    }
}
