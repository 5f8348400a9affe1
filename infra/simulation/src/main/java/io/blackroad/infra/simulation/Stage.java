package io.blackroad.infra.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A task of a stage with its place in its sources, its state and its transaction: what it puts out, its state and its
 * place come to light together at a commit, or are gone together after a crash.
 *
 * @param <S> what it keeps over a crash, immutable
 */
abstract class Stage<S> {
    private final String name;
    private final List<? extends Log<?>> sources;
    private final List<Runnable> effects = new ArrayList<>();
    private final List<Step> taken = new ArrayList<>();
    private final Log<Step> history = new Log<>();
    private int[] read;
    private int[] committed;
    private S kept;
    private long turns;
    private int crashes;
    private boolean follows;
    private Object owner;
    private int owners;

    /** A record that was taken: its source and its offset there. */
    record Step(int source, int offset) {}

    Stage(String name, List<? extends Log<?>> sources) {
        this.name = name;
        this.sources = sources;
        this.read = new int[sources.size()];
        this.committed = new int[sources.size()];
    }

    /** Folds a record in. */
    abstract void take(int source, Object record);

    /** What must survive. */
    abstract S state();

    /** The same as it stands, for a look: it changes with the stage. */
    S view() {
        return state();
    }

    /** What of its state a record may change; empty when it may be anything. */
    String touches(Object record) {
        return "";
    }

    /** True for a planted fault: what it does is not one transaction. */
    boolean isAtLeastOnce() {
        return false;
    }

    /** Goes on from what survived; everything else is forgotten. */
    abstract void restore(S survived);

    /** Time passes while nothing may come. */
    void look() {}

    /** A stage as it begins. */
    void begin() {
        kept = state();
    }

    <T> void emit(Log<T> log, T record) {
        if (!follows) {
            effects.add(() -> log.append(record));
        }
    }

    /** Takes a record of a source drawn; false when all are read. */
    boolean poll(Chance chance) {
        int from = chance.below(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            int source = (from + i) % sources.size();
            if (read[source] < sources.get(source).end()) {
                taken.add(new Step(source, read[source]));
                turns++;
                take(source, sources.get(source).at(read[source]++));
                return true;
            }
        }
        return false;
    }

    void commit() {
        if (taken.isEmpty() && effects.isEmpty()) {
            return;
        }
        turns++;
        effects.forEach(Runnable::run);
        effects.clear();
        taken.forEach(history::append);
        taken.clear();
        committed = read.clone();
        kept = state();
    }

    /** Everything since the last commit is lost. */
    void crash() {
        turns++;
        crashes++;
        if (isAtLeastOnce()) {
            // What was put out stays, and so does what was stored; only the place in the log goes back.
            effects.forEach(Runnable::run);
            kept = state();
        }
        effects.clear();
        taken.clear();
        read = committed.clone();
        restore(kept);
    }

    /** Goes over to another instance; whatever the one before still has open is never committed. */
    void takenOver(Object by) {
        owner = by;
        owners++;
        crash();
    }

    /** How many instances have had it, one after the other. */
    int owners() {
        return owners;
    }

    boolean isOf(Object instance) {
        return owner == instance;
    }

    String name() {
        return name;
    }

    int read(int source) {
        return read[source];
    }

    int committed(int source) {
        return committed[source];
    }

    /** Rises with everything that happens to it. */
    long turns() {
        return turns;
    }

    int crashes() {
        return crashes;
    }

    S kept() {
        return kept;
    }

    /** What was committed, in the order in which it was taken. */
    Log<Step> history() {
        return history;
    }

    /** Folds what another stage of the same sources has taken, putting nothing out. */
    void follow(Step step) {
        follows = true;
        take(step.source(), taken(step));
    }

    /** True for one that only follows another: nobody hears what it says. */
    boolean follows() {
        return follows;
    }

    Object taken(Step step) {
        return sources.get(step.source()).at(step.offset());
    }

    boolean drained() {
        for (int i = 0; i < committed.length; i++) {
            if (committed[i] < sources.get(i).end()) {
                return false;
            }
        }
        return true;
    }
}
