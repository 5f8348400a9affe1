package io.blackroad.infra.simulation;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** I7: a twin of a stage that never fails takes what the stage has committed, and must be where the stage is. */
final class TwinCheck<S> implements Check {
    private final Stage<S> stage;
    private final Stage<S> twin;
    private final Function<S, Map<String, ?>> standing;
    private int seen;

    /** @param standing of what they keep, that in which they must agree */
    TwinCheck(Stage<S> stage, Stage<S> twin, Function<S, Map<String, ?>> standing) {
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
            twin.follow(stage.history().at(seen));
        }
        Map<String, ?> here = standing.apply(stage.kept());
        Map<String, ?> undisturbed = standing.apply(twin.state());
        if (!here.equals(undisturbed)) {
            throw new Violation(Invariant.I7_CONVERGENCE, stage.name() + " " + difference(here, undisturbed));
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
