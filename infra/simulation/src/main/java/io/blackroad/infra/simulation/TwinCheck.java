package io.blackroad.infra.simulation;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** I7: a twin of a stage that never fails takes what the stage has committed, and must be where the stage is. */
final class TwinCheck<S> implements Check {
    private final Stage<S> stage;
    private final Stage<S> twin;
    private final BiFunction<S, String, Map<String, ?>> standing;
    private final Set<String> touched = new HashSet<>();
    private int seen;

    /** @param standing of what they keep, that in which they must agree: of what a record touches, or all of it */
    TwinCheck(Stage<S> stage, Stage<S> twin, BiFunction<S, String, Map<String, ?>> standing) {
        this.stage = stage;
        this.twin = twin;
        this.standing = standing;
    }

    @Override
    public void look() {
        if (seen == stage.history().end()) {
            return;
        }
        for (; seen < stage.history().end(); seen++) {
            Stage.Step step = stage.history().at(seen);
            twin.follow(step);
            touched.add(stage.touches(stage.taken(step)));
        }
        S now = twin.view();
        touched.forEach(what -> require(now, what));
        touched.clear();
    }

    @Override
    public void atRest() {
        look();
        require(twin.view(), "");
    }

    private void require(S undisturbed, String what) {
        Map<String, ?> here = standing.apply(stage.kept(), what);
        Map<String, ?> there = standing.apply(undisturbed, what);
        if (!here.equals(there)) {
            throw new Violation(Invariant.I7_CONVERGENCE, stage.name() + " " + difference(here, there));
        }
    }

    private static String difference(Map<String, ?> here, Map<String, ?> undisturbed) {
        Set<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(undisturbed.keySet());
        keys.removeIf(key -> Objects.equals(here.get(key), undisturbed.get(key)));
        String first = keys.iterator().next();
        return "has for " + first + " " + here.get(first) + ", an undisturbed run " + undisturbed.get(first);
    }
}
