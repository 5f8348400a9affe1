package io.blackroad.infra.simulation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * I9: what an agent was charged is the price times the integral of what it held, from each fact of its life to the next,
 * up to its last word in each boot. Reckoned anew from the timeline of what was applied.
 */
final class MoneyCheck implements Check {
    /** Nano-dollars for a thousandth of a core and a microsecond; any whole number shows a difference. */
    private static final long PRICE = 7;

    private final Channels channels;
    private final Timeline timeline = new Timeline();
    private final Map<String, Long> charged = new HashMap<>();
    private int seen;
    private int paid;

    MoneyCheck(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void look() {
        if (seen == channels.applied.end() && paid == channels.payments.end()) {
            return;
        }
        Set<String> touched = new LinkedHashSet<>();
        for (; seen < channels.applied.end(); seen++) {
            Channels.Applied applied = channels.applied.at(seen);
            timeline.follow(applied);
            touched.add(applied.agentId());
        }
        for (; paid < channels.payments.end(); paid++) {
            Channels.Paid payment = channels.payments.at(paid);
            charged.merge(payment.agentId(), PRICE * payment.amount(), Long::sum);
            touched.add(payment.agentId());
        }
        touched.forEach(this::require);
    }

    private void require(String agentId) {
        Timeline.Life life = timeline.of(agentId);
        long due = life == null ? 0 : PRICE * life.coreMicros();
        long is = charged.getOrDefault(agentId, 0L);
        if (due != is) {
            throw new Violation(
                    Invariant.I9_MONEY, agentId + " was charged " + is + " nano-dollars, the integral says " + due);
        }
    }
}
