package io.blackroad.infra.simulation;

import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** I5: no change leads outside the bounds of its rule, is larger than its step, or comes before its cooldown is over. */
final class BoundsCheck implements Check {
    private final Log<Channels.Judged> judged;
    private final Map<String, Changes> changes = new HashMap<>();
    private int seen;

    /** Last change of a target, and the one before, which counts again when the last was not applied. */
    private static final class Changes {
        private Instant last = Instant.MIN;
        private Instant previous = Instant.MIN;
        private long pending;

        void changed(ScaleDecision decision) {
            previous = last;
            last = decision.decidedAt();
            pending = decision.sequence();
        }

        void answered(Answer answer, long newest) {
            boolean answers = pending > 0
                    && answer.sequence() >= pending
                    && answer.sequence() >= newest
                    && answer.kind() != Answer.Kind.REPORT;
            if (answers && answer.kind() == Answer.Kind.NOT_APPLIED) {
                last = previous;
            } else if (answers) {
                pending = 0;
            }
        }
    }

    private final Map<String, Long> newestAnswer = new HashMap<>();

    BoundsCheck(Log<Channels.Judged> judged) {
        this.judged = judged;
    }

    @Override
    public void look() {
        for (; seen < judged.end(); seen++) {
            Channels.Judged next = judged.at(seen);
            Changes of = changes.computeIfAbsent(next.target(), any -> new Changes());
            if (next.answer() != null) {
                long newest = newestAnswer.getOrDefault(next.target(), 0L);
                of.answered(next.answer(), newest);
                newestAnswer.put(next.target(), Math.max(newest, next.answer().sequence()));
                continue;
            }
            for (ScaleDecision decision : next.decisions()) {
                if (decision.direction() != Direction.HOLD) {
                    judge(next, decision, of.last);
                    of.changed(decision);
                }
            }
        }
    }

    private static void judge(Channels.Judged next, ScaleDecision decision, Instant last) {
        ScaleRule rule = next.rule();
        if (decision.to() < rule.min() || decision.to() > rule.max()) {
            throw violation(next, decision, "is outside " + rule.min() + " to " + rule.max());
        }
        boolean back = decision.from() < rule.min() || decision.from() > rule.max();
        boolean pool = Sites.isPool(next.target());
        if (back) {
            return;
        }
        if (pool && (decision.to() > 2 * Math.max(1, decision.from()) || decision.to() < decision.from() / 2)) {
            throw violation(next, decision, "is more than twice or less than half");
        }
        boolean cools = !pool || decision.direction() == Direction.DOWN;
        Duration cooldown = Duration.ofSeconds(Sites.COOLDOWN_SECONDS);
        if (cools && !last.equals(Instant.MIN) && decision.decidedAt().isBefore(last.plus(cooldown))) {
            throw violation(next, decision, "comes within " + cooldown + " of the change of " + last);
        }
    }

    private static Violation violation(Channels.Judged next, ScaleDecision decision, String what) {
        return new Violation(
                Invariant.I5_BOUNDS,
                next.target() + " from " + decision.from() + " to " + decision.to() + " at " + decision.decidedAt()
                        + " " + what);
    }
}
