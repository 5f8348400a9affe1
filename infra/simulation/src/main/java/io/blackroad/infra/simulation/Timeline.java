package io.blackroad.infra.simulation;

import io.blackroad.cost.Holding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What agents held, from each fact of a life to the next, up to the last word of each boot: from what was applied. Whoever
 * said nothing for more than a day held nothing meanwhile.
 */
final class Timeline {
    private static final long DAY = 24 * 3_600 * Agenda.SECOND;

    private final Map<String, Life> lives = new HashMap<>();

    /** Hears of a time in which something was held. */
    interface Stretch {
        void held(Holding holding, long from, long to);
    }

    /** One boot: what was held since when, and its last word. */
    private static final class Boot {
        private final long epoch;
        private final List<Since> since = new ArrayList<>();
        private long lastWord;
        private long next = Long.MAX_VALUE;

        private Boot(long epoch) {
            this.epoch = epoch;
        }

        void word(long at) {
            long heard = Math.min(at, next);
            if (heard - lastWord > DAY) {
                Holding held = since.get(since.size() - 1).held();
                since.add(new Since(lastWord, null));
                since.add(new Since(heard, held));
            }
            lastWord = Math.max(lastWord, heard);
        }

        void lives(long at, Holding held) {
            if (!since.isEmpty()) {
                word(at);
            }
            since.add(new Since(at, held));
            lastWord = Math.max(lastWord, at);
        }

        void stretches(Stretch stretch) {
            long end = Math.min(lastWord, next);
            for (int i = 0; i < since.size(); i++) {
                long to = i + 1 < since.size() ? Math.min(end, since.get(i + 1).at()) : end;
                if (since.get(i).held() != null && since.get(i).at() < to) {
                    stretch.held(since.get(i).held(), since.get(i).at(), to);
                }
            }
        }
    }

    private record Since(long at, Holding held) {}

    /** An agent: its newest boot, the one before, and those before that, of which no word counts any more. */
    static final class Life {
        private Boot now;
        private Boot before;
        private final List<Boot> closed = new ArrayList<>();
        private long closedCoreMicros;

        /** Thousandths of a core times microseconds. */
        long coreMicros() {
            return closedCoreMicros + coreMicros(now) + (before == null ? 0 : coreMicros(before));
        }

        private static long coreMicros(Boot boot) {
            long[] sum = {0};
            boot.stretches((holding, from, to) -> sum[0] += (to - from) * holding.cpuMillis());
            return sum[0];
        }

        void stretches(Stretch stretch) {
            closed.forEach(boot -> boot.stretches(stretch));
            if (before != null) {
                before.stretches(stretch);
            }
            now.stretches(stretch);
        }

        private void boot(long epoch, long at) {
            if (before != null) {
                closed.add(before);
                closedCoreMicros += coreMicros(before);
            }
            before = now;
            if (before != null) {
                before.next = at;
            }
            now = new Boot(epoch);
        }

        private void word(long epoch, long at) {
            if (now.epoch == epoch) {
                now.word(at);
            } else if (before != null && before.epoch == epoch) {
                before.word(at);
            }
        }
    }

    /** Null before the first fact of its life. */
    Life of(String agentId) {
        return lives.get(agentId);
    }

    Collection<Life> lives() {
        return lives.values();
    }

    void follow(Channels.Applied applied) {
        Life life = lives.get(applied.agentId());
        if (!applied.life()) {
            if (life != null) {
                life.word(applied.epoch(), applied.at());
            }
            return;
        }
        if (life == null) {
            life = new Life();
            lives.put(applied.agentId(), life);
        }
        long at = applied.at();
        if (life.now != null) {
            at = Math.max(at, life.now.since.get(life.now.since.size() - 1).at());
        }
        if (life.now == null || life.now.epoch != applied.epoch()) {
            life.boot(applied.epoch(), at);
        }
        life.now.lives(at, applied.held());
    }
}
