package io.blackroad.producer.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /**
     * Ready replicas that have to drain for {@code wanted} to run, the emptiest first. Those that have not started are
     * given up before any of them: they hold no work at all.
     */
    List<ModelReplica> shrink(int wanted) {
        told = wanted;
        List<ModelReplica> starting = in(ModelReplica.Phase.STARTING);
        for (int i = starting.size() - 1; i >= 0 && running() > wanted; i--) {
            remove(starting.get(i));
        }
        List<ModelReplica> ready = in(ModelReplica.Phase.READY);
        ready.sort(EMPTIEST_FIRST);
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
