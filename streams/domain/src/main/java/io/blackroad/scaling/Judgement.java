package io.blackroad.scaling;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a sample leads to, before it gets a number. The sentence is made only when it is needed: most ticks repeat the
 * hold of the tick before.
 *
 * @param forecast what a part expects of the demand; null without one
 * @param wanted where the metric points, also when something holds it back; HOLD when it points nowhere
 */
record Judgement(
        Direction direction,
        Direction wanted,
        int to,
        Binding binding,
        int utilizationPermille,
        Supplier<List<Proposal>> proposals,
        Supplier<List<LimitStep>> limits,
        Forecast forecast,
        Supplier<String> reason) {

    static Judgement hold(int current, Binding binding, Supplier<String> reason) {
        return new Judgement(Direction.HOLD, Direction.HOLD, current, binding, -1, List::of, List::of, null, reason);
    }

    /** The parts' wishes and what the limits made of them, for a reader. */
    void tell(Steps steps) {
        if (!steps.wanted()) {
            return;
        }
        for (Proposal proposal : proposals.get()) {
            String asks = proposal.replicas() < 0 ? "gives no number" : "asks for " + proposal.replicas();
            steps.add("%s %s: %s", proposal.kind(), asks, proposal.reason());
        }
        for (LimitStep limit : limits.get()) {
            steps.add("%s makes %d of %d: %s", limit.limit(), limit.after(), limit.before(), limit.reason());
        }
    }

    /** Two holds with the same key say the same; only their numbers differ. */
    String holdKey(ScaleRule rule) {
        return binding + " " + wanted + " " + rule.id() + " v" + rule.version();
    }
}
