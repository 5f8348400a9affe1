package io.blackroad.infra.simulation;

import io.blackroad.decision.Outcome;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import java.util.HashMap;
import java.util.Map;

/** I3: one that never crashes folds the load log and the answers with the rules, and decides the same. */
final class ReplayCheck implements Check {
    private final Log<Channels.Judged> judged;
    private final Bug bug;
    private final Map<String, TargetState> states = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private int seen;

    ReplayCheck(Log<Channels.Judged> judged, Bug bug) {
        this.judged = judged;
        this.bug = bug;
    }

    @Override
    public void look() {
        for (; seen < judged.end(); seen++) {
            Channels.Judged next = judged.at(seen);
            TargetState before = states.getOrDefault(next.target(), TargetState.NEW);
            states.put(
                    next.target(),
                    next.sample() == null ? Scaling.answered(before, next.answer()) : decide(next, before));
        }
    }

    private TargetState decide(Channels.Judged next, TargetState before) {
        long sequence = sequences.merge(next.target(), 1L, Long::sum);
        Outcome<TargetState, ScaleDecision> again =
                LoadStage.decide(next.rule(), before, next.sample(), next.now(), bug);
        if (sequence != next.sample().sequence() || !again.decisions().equals(next.decisions())) {
            throw new Violation(
                    Invariant.I3_DETERMINISM,
                    next.target() + " decided " + next.decisions() + " on sample "
                            + next.sample().sequence() + "; the log read again gives " + again.decisions()
                            + " on sample " + sequence);
        }
        return again.state();
    }
}
