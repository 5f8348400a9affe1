package io.blackroad.infra.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    private final Map<String, Life> lives = new HashMap<>();
    private final Map<String, Long> charged = new HashMap<>();
    private int seen;
    private int paid;

    /** One boot: what was held since when, and its last word. */
    private static final class Boot {
        private final long epoch;
        private final List<long[]> since = new ArrayList<>();
        private long lastWord;
        private long next = Long.MAX_VALUE;

        private Boot(long epoch) {
            this.epoch = epoch;
        }

        long integral() {
            long end = Math.min(lastWord, next);
            long sum = 0;
            for (int i = 0; i < since.size(); i++) {
                long to = i + 1 < since.size() ? Math.min(end, since.get(i + 1)[0]) : end;
                sum += Math.max(0, to - since.get(i)[0]) * since.get(i)[1];
            }
            return sum;
        }
    }

    /** An agent: its newest boot, the one before, and the sum of those before that, of which no word counts any more. */
    private static final class Life {
        private Boot now;
        private Boot before;
        private long closed;

        long integral() {
            return closed + now.integral() + (before == null ? 0 : before.integral());
        }
    }

    MoneyCheck(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void look() {
        Set<String> touched = new LinkedHashSet<>();
        for (; seen < channels.applied.end(); seen++) {
            Channels.Applied applied = channels.applied.at(seen);
            follow(applied);
            touched.add(applied.agentId());
        }
        for (; paid < channels.payments.end(); paid++) {
            Channels.Paid payment = channels.payments.at(paid);
            charged.merge(payment.agentId(), PRICE * payment.amount(), Long::sum);
            touched.add(payment.agentId());
        }
        touched.forEach(this::require);
    }

    private void follow(Channels.Applied applied) {
        Life life = lives.get(applied.agentId());
        if (!applied.life()) {
            word(life, applied);
            return;
        }
        if (life == null) {
            life = new Life();
            lives.put(applied.agentId(), life);
        }
        long at = applied.at();
        if (life.now != null) {
            at = Math.max(at, life.now.since.get(life.now.since.size() - 1)[0]);
        }
        if (life.now == null || life.now.epoch != applied.epoch()) {
            if (life.now != null) {
                life.closed += life.before == null ? 0 : life.before.integral();
                life.before = life.now;
                life.before.next = at;
            }
            life.now = new Boot(applied.epoch());
        }
        life.now.since.add(
                new long[] {at, applied.held() == null ? 0 : applied.held().cpuMillis()});
        life.now.lastWord = Math.max(life.now.lastWord, at);
    }

    private static void word(Life life, Channels.Applied applied) {
        if (life == null) {
            return;
        }
        for (Boot boot : life.before == null ? List.of(life.now) : List.of(life.now, life.before)) {
            if (boot.epoch == applied.epoch()) {
                boot.lastWord = Math.max(boot.lastWord, applied.at());
            }
        }
    }

    private void require(String agentId) {
        long due = lives.containsKey(agentId) ? PRICE * lives.get(agentId).integral() : 0;
        long is = charged.getOrDefault(agentId, 0L);
        if (due != is) {
            throw new Violation(
                    Invariant.I9_MONEY, agentId + " was charged " + is + " nano-dollars, the integral says " + due);
        }
    }
}
