package io.blackroad.infra.simulation;

import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import java.util.HashMap;
import java.util.Map;

/**
 * I6: what is scaled down was watched without a break, and still would be if those who did not report were as busy as the
 * rule wants them. Only the way back below a rule's maximum needs no evidence.
 */
final class HoldCheck implements Check {
    private static final int MISSING_PERCENT = 20;
    private static final long WATCHED_TICKS = 10;

    private final Log<Channels.Judged> judged;
    private final Map<String, Long> watchedSince = new HashMap<>();
    private int seen;

    HoldCheck(Log<Channels.Judged> judged) {
        this.judged = judged;
    }

    @Override
    public void look() {
        for (; seen < judged.end(); seen++) {
            Channels.Judged next = judged.at(seen);
            if (next.sample() == null) {
                continue;
            }
            long ticks = watchedTicks(next.target(), next.sample());
            for (ScaleDecision decision : next.decisions()) {
                boolean back = decision.from() > next.rule().max();
                if (decision.direction() == Direction.DOWN && !back) {
                    judge(next, decision, ticks);
                }
            }
        }
    }

    /** By the samples' own time, since there is none of a tick in which nobody spoke. */
    private long watchedTicks(String target, LoadSample sample) {
        if (sample.sums().fresh() == 0) {
            watchedSince.remove(target);
            return 0;
        }
        return sample.tick() - watchedSince.computeIfAbsent(target, first -> sample.tick());
    }

    private static void judge(Channels.Judged next, ScaleDecision decision, long ticks) {
        AgentSums sums = next.sample().sums();
        String why = "";
        if (sums.fresh() == 0 || ticks < WATCHED_TICKS) {
            why = "watched for " + ticks + " ticks";
        } else if (Sites.isPool(next.target())) {
            long silent = sums.missing() - (sums.starting() - sums.startingFresh());
            why = silent * 100 > (long) MISSING_PERCENT * (sums.fresh() + sums.missing()) ? silent + " are silent" : "";
        } else {
            // In half percents, the middle of 30 and 70 for those without a sample.
            long used = 100 * sums.cpuUsedMillis() + 50 * sums.cpuMissingMillis();
            long asked = sums.cpuRequestedMillis() + sums.cpuMissingMillis();
            why = used >= 30 * asked ? "with the silent ones it is busy" : "";
        }
        if (!why.isEmpty()) {
            throw new Violation(
                    Invariant.I6_HOLD,
                    next.target() + " goes down from " + decision.from() + " to " + decision.to() + " although " + why
                            + ": " + sums);
        }
    }
}
