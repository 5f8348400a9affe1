package io.blackroad.infra.simulation;

import java.util.HashMap;
import java.util.Map;

/** I2: per target the decisions that are readable are 1, 2, 3 without gap or repeat. */
final class DecisionLogCheck implements Check {
    private final Log<Channels.Decided> decisions;
    private final Map<String, Long> last = new HashMap<>();
    private int seen;

    DecisionLogCheck(Log<Channels.Decided> decisions) {
        this.decisions = decisions;
    }

    @Override
    public void look() {
        for (; seen < decisions.end(); seen++) {
            Channels.Decided decided = decisions.at(seen);
            long expected = last.merge(decided.target(), 1L, Long::sum);
            if (decided.decision().sequence() != expected) {
                throw new Violation(
                        Invariant.I2_DECISION_LOG,
                        decided.target() + " has decision " + decided.decision().sequence() + " where " + expected
                                + " is due");
            }
        }
    }
}
