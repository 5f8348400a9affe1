package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Effect.Verdict;
import java.util.Arrays;
import java.util.Optional;

/**
 * Did it help: a fold over the samples of a target that judges each change of replicas once its replicas have started
 * and worked for a while, and learns how much scale-ups gain and how long replicas take to start. Only one change is
 * awaited at a time, and those that follow it in the same direction are judged with it, so the memory has a fixed
 * length and a rule that orders each second is judged as well. Nothing here decides; {@link Walls} reads the count of scale-ups
 * in a row that did not help.
 */
public final class Effects {
    /** Replicas that are not ready by then are not waited for. */
    public static final long LONGEST_MICROS = 900 * Micros.SECOND;

    static final String OWNER = "effects";
    static final int VERSION = 1;

    /** Replicas that have just become ready still warm up; tasks begun before are still in the numbers. */
    private static final long SETTLE_MILLIS = 10_000;

    /** Where a task takes longer than this, its effect on what is completed is not waited for. */
    private static final long LONGEST_TASK_MILLIS = 600_000;

    /** What is measured after a change is a mean over this time. */
    private static final long WINDOW_MILLIS = 30_000;

    /** And what was before it, a mean that forgets as fast. */
    private static final long MEMORY_MILLIS = 30_000;

    /** Two hours after the last scale-up that did not help, all may be different. */
    private static final long FORGET_MICROS = 7_200 * Micros.SECOND;

    /** For {@link #READY}: nobody carried it out. */
    private static final long REFUSED = -1;

    private static final long LEARNT_PERMILLE = 300;
    private static final long MOST = 1_000_000_000_000L;

    private static final int BUSY = 0;
    private static final int ARRIVED = 1;
    private static final int COMPLETED = 2;
    private static final int WAITING = 3;
    private static final int IN_FLIGHT = 4;
    private static final int WORKING = 5;
    private static final int MEASURES = 6;
    private static final int KNOWN = MEASURES;
    private static final int SEQUENCE = MEASURES + 1;
    private static final int UP = MEASURES + 2;
    private static final int FROM = MEASURES + 3;
    private static final int TO = MEASURES + 4;
    private static final int ORDERED = MEASURES + 5;
    private static final int READY = MEASURES + 6;
    private static final int MORE = MEASURES + 7;
    private static final int BASE = MEASURES + 8;
    private static final int SUMS = BASE + MEASURES;
    private static final int TIME = SUMS + MEASURES;
    private static final int GAIN = TIME + 1;
    private static final int START = GAIN + 1;
    private static final int FUTILE = START + 1;
    private static final int FUTILE_AT = FUTILE + 1;
    private static final int FUTILE_FROM = FUTILE_AT + 1;
    private static final int FUTILE_TO = FUTILE_FROM + 1;
    private static final int FUTILE_ARRIVED = FUTILE_TO + 1;
    private static final int NEWEST = FUTILE_ARRIVED + 1;
    private static final int NEWEST_UP = NEWEST + 1;
    private static final int NEWEST_FROM = NEWEST + 2;
    private static final int NEWEST_TO = NEWEST + 3;
    private static final int NEWEST_ORDERED = NEWEST + 4;
    private static final int NEWEST_JUDGED = NEWEST + 5;
    private static final int NEWEST_VERDICT = NEWEST + 6;
    private static final int NEWEST_USE = NEWEST + 7;
    private static final int NEWEST_RATE = NEWEST + 10;
    private static final int NEWEST_WAITING = NEWEST + 12;
    private static final int NEWEST_GAIN = NEWEST + 14;
    private static final int NEWEST_START = NEWEST + 15;
    private static final int SIZE = NEWEST + 16;

    private Effects() {}

    /** The memory after a sample that could be seen while {@code replicas} were told to run. */
    static Memory seen(Memory before, LoadSample sample, int replicas, Circumstances around, long now) {
        boolean known = before.isOf(OWNER, VERSION);
        if (replicas < 0 || (!known && sample.sums().fresh() == 0)) {
            return before;
        }
        long[] v = known ? before.values() : begin();
        if (sample.sums().fresh() > 0) {
            int working = working(sample.sums(), replicas, around);
            long[] measured = measured(sample, working, around);
            approach(v, measured, around.tickMicros() / 1_000);
            if (v[SEQUENCE] > 0 && v[READY] != REFUSED) {
                follow(v, measured, replicas, working, around.tickMicros(), now);
            }
        } else if (v[SEQUENCE] > 0 && now - v[ORDERED] > LONGEST_MICROS) {
            close(v, Verdict.UNCLEAR, now);
        }
        if (v[SEQUENCE] > 0 && v[READY] == REFUSED) {
            close(v, Verdict.UNCLEAR, now);
        }
        return Memory.of(OWNER, VERSION, v);
    }

    /** The memory after the newest change was not applied: there is nothing to wait for, which the next sample says. */
    static Memory refused(Memory before, long sequence) {
        if (!before.isOf(OWNER, VERSION) || before.at(SEQUENCE) == 0) {
            return before;
        }
        long[] v = before.values();
        if (v[SEQUENCE] == sequence) {
            v[READY] = REFUSED;
        } else if (v[NEWEST] == sequence && v[MORE] > 0) {
            v[MORE]--;
        }
        return Memory.of(OWNER, VERSION, v);
    }

    /** The memory after a change was decided. */
    static Memory ordered(Memory before, long sequence, int from, int to, long now) {
        if (!before.isOf(OWNER, VERSION)) {
            return before;
        }
        long[] v = before.values();
        boolean up = to > from;
        if (v[SEQUENCE] > 0 && (v[UP] > 0) == up) {
            v[MORE]++;
            write(v, sequence, from, to, now, Verdict.MERGED, now);
            return Memory.of(OWNER, VERSION, v);
        }
        if (v[SEQUENCE] > 0) {
            close(v, Verdict.REVERSED, now);
        }
        System.arraycopy(v, BUSY, v, BASE, MEASURES);
        v[SEQUENCE] = sequence;
        v[UP] = up ? 1 : 0;
        v[FROM] = from;
        v[TO] = to;
        v[ORDERED] = now;
        v[READY] = 0;
        v[MORE] = 0;
        return Memory.of(OWNER, VERSION, v);
    }

    /** The effect that became known between two states of a target; empty when none did. */
    public static Optional<Effect> judged(TargetState before, TargetState after) {
        Memory memory = after.effects();
        boolean news = memory.isOf(OWNER, VERSION) && memory.at(NEWEST) > 0;
        boolean old = news
                && before.effects().isOf(OWNER, VERSION)
                && before.effects().at(NEWEST) == memory.at(NEWEST);
        return news && !old ? Optional.of(newest(memory)) : Optional.empty();
    }

    /** Scale-ups in a row that did not help and are not forgotten. */
    static int futile(Memory memory, long now) {
        boolean counts = memory.isOf(OWNER, VERSION) && now - memory.at(FUTILE_AT) <= FORGET_MICROS;
        return counts ? (int) memory.at(FUTILE) : 0;
    }

    /** When the last of them was judged. */
    static long futileAt(Memory memory) {
        return memory.at(FUTILE_AT);
    }

    /** Replicas that ran before the last of them. */
    static int futileFrom(Memory memory) {
        return (int) memory.at(FUTILE_FROM);
    }

    /** Replicas that the last of them went to. */
    static int futileTo(Memory memory) {
        return (int) memory.at(FUTILE_TO);
    }

    /** Thousandths of tasks a second that arrived then; 0 when nobody tells of arrivals. */
    static long futileArrivals(Memory memory) {
        return memory.at(FUTILE_ARRIVED);
    }

    /** The same as they arrive now. */
    static long arrivals(Memory memory) {
        return memory.at(ARRIVED);
    }

    private static long[] begin() {
        long[] v = new long[SIZE];
        v[GAIN] = Effect.UNKNOWN;
        v[START] = Effect.UNKNOWN;
        return v;
    }

    /** Busy replicas, arrivals and completions a second, tasks waiting and at work, ready replicas: thousandths of each. */
    private static long[] measured(LoadSample sample, int working, Circumstances around) {
        AgentSums sums = sample.sums();
        boolean cpu = sums.cpuRequestedMillis() > 0;
        long requested = cpu ? sums.cpuRequestedMillis() : sums.gpuRequestedMillis();
        long used = cpu ? sums.cpuUsedMillis() : sums.gpuUsedMillis();
        double use = requested > 0 ? (double) used / requested : 0;
        double millis = 1e9 / around.tickMicros();
        return new long[] {
            bounded(1_000 * use * working),
            bounded(sample.tasks().submitted() * millis),
            bounded(sample.tasks().completed() * millis),
            bounded(1_000.0 * sums.queued()),
            bounded(1_000.0 * sums.inFlight()),
            1_000L * working
        };
    }

    private static long bounded(double value) {
        return Math.max(0, Math.min(MOST, Math.round(value)));
    }

    /** Replicas that are ready: as its controller says, or the agents that have started when it says nothing. */
    private static int working(AgentSums sums, int replicas, Circumstances around) {
        int started = sums.agents() - sums.draining() - sums.starting();
        return Math.min(replicas, around.ready() >= 0 ? around.ready() : Math.max(0, started));
    }

    private static void approach(long[] v, long[] measured, long tickMillis) {
        long memory = Math.min(MEMORY_MILLIS, v[KNOWN]);
        for (int i = 0; i < MEASURES; i++) {
            v[i] += (measured[i] - v[i]) * tickMillis / Math.max(1, tickMillis + memory);
        }
        v[KNOWN] = memory + tickMillis;
    }

    private static void follow(long[] v, long[] measured, int replicas, int working, long tickMicros, long now) {
        boolean up = v[UP] > 0;
        boolean told = up ? replicas >= v[TO] : replicas <= v[TO];
        boolean there = told && (up ? working >= v[TO] : working <= v[TO]);
        if (v[READY] == 0) {
            if (there) {
                v[READY] = now;
                learnStart(v, up);
            } else if (now - v[ORDERED] > LONGEST_MICROS) {
                close(v, up && told ? Verdict.NEVER_READY : Verdict.UNCLEAR, now);
            }
            return;
        }
        if (!there) {
            // Somebody else changes it, or replicas were lost: what is seen is not the effect of this change.
            close(v, Verdict.UNCLEAR, now);
            return;
        }
        long settled = v[READY] + 1_000 * Math.max(SETTLE_MILLIS, taskMillis(v));
        if (now - tickMicros < settled) {
            return;
        }
        // Work waits when it waits all the time: a burst in the window is no queue that more replicas should have
        // cleared.
        long waiting = v[TIME] == 0 ? measured[WAITING] : Math.min(v[SUMS + WAITING], measured[WAITING]);
        for (int i = 0; i < MEASURES; i++) {
            v[SUMS + i] += measured[i] * (tickMicros / 1_000);
        }
        v[SUMS + WAITING] = waiting;
        v[TIME] += tickMicros / 1_000;
        if (v[TIME] >= WINDOW_MILLIS) {
            judge(v, now);
        }
    }

    private static void learnStart(long[] v, boolean up) {
        if (up) {
            long took = v[READY] - v[ORDERED];
            v[START] = v[START] < 0 ? took : v[START] + (took - v[START]) * LEARNT_PERMILLE / 1_000;
        }
    }

    /** How long a task is at work, by Little's law; 0 when nothing is known of tasks. */
    private static long taskMillis(long[] v) {
        long completed = v[BASE + COMPLETED];
        return completed == 0 ? 0 : Math.min(LONGEST_TASK_MILLIS, 1_000 * v[BASE + IN_FLIGHT] / completed);
    }

    private static void judge(long[] v, long now) {
        long[] before = new long[MEASURES];
        long[] after = new long[MEASURES];
        for (int i = 0; i < MEASURES; i++) {
            before[i] = v[BASE + i];
            after[i] = i == WAITING ? v[SUMS + i] : v[SUMS + i] / Math.max(1, v[TIME]);
            v[i] = after[i];
        }
        boolean tasksTell = taskMillis(v) < LONGEST_TASK_MILLIS;
        // What ran more before than the decision says is still in the means of before.
        Gain gain = new Gain(
                v[FROM] == 0 ? 0 : Math.max(1_000 * v[FROM], before[WORKING]),
                after[WORKING],
                before[BUSY],
                after[BUSY],
                tasksTell ? before[COMPLETED] : 0,
                tasksTell ? after[COMPLETED] : 0,
                before[WAITING],
                after[WAITING],
                v[TIME]);
        Verdict verdict = v[UP] > 0 ? gain.verdict() : Verdict.HELPED;
        int permille = gain.permille();
        if (v[UP] > 0 && permille >= 0 && verdict != Verdict.UNCLEAR) {
            v[GAIN] = v[GAIN] < 0 ? permille : v[GAIN] + (permille - v[GAIN]) * LEARNT_PERMILLE / 1_000;
        }
        if (verdict == Verdict.FUTILE) {
            v[FUTILE] = 1 + v[MORE] + (now - v[FUTILE_AT] > FORGET_MICROS ? 0 : v[FUTILE]);
            v[FUTILE_AT] = now;
            v[FUTILE_FROM] = v[FROM];
            v[FUTILE_TO] = v[TO];
            v[FUTILE_ARRIVED] = after[ARRIVED];
        } else if (verdict == Verdict.HELPED && v[UP] > 0) {
            v[FUTILE] = 0;
        }
        long took = v[READY] - v[ORDERED];
        close(v, verdict, now);
        v[NEWEST_USE] = v[FROM] > 0 ? before[BUSY] / v[FROM] : Effect.UNKNOWN;
        v[NEWEST_USE + 1] = after[WORKING] > 0 ? 1_000 * before[BUSY] / after[WORKING] : Effect.UNKNOWN;
        v[NEWEST_USE + 2] = after[WORKING] > 0 ? 1_000 * after[BUSY] / after[WORKING] : Effect.UNKNOWN;
        v[NEWEST_RATE] = before[COMPLETED];
        v[NEWEST_RATE + 1] = after[COMPLETED];
        v[NEWEST_WAITING] = before[WAITING] / 1_000;
        v[NEWEST_WAITING + 1] = after[WAITING] / 1_000;
        v[NEWEST_GAIN] = permille;
        v[NEWEST_START] = v[NEWEST_UP] > 0 ? took : Effect.UNKNOWN;
    }

    /** Writes down what became of the change that was awaited, without numbers; nothing is awaited any more. */
    private static void close(long[] v, Verdict verdict, long now) {
        write(v, v[SEQUENCE], v[FROM], v[TO], v[ORDERED], verdict, now);
        v[SEQUENCE] = 0;
        Arrays.fill(v, SUMS, TIME + 1, 0);
    }

    private static void write(long[] v, long sequence, long from, long to, long ordered, Verdict verdict, long now) {
        v[NEWEST] = sequence;
        v[NEWEST_UP] = to > from ? 1 : 0;
        v[NEWEST_FROM] = from;
        v[NEWEST_TO] = to;
        v[NEWEST_ORDERED] = ordered;
        v[NEWEST_JUDGED] = now;
        v[NEWEST_VERDICT] = verdict.ordinal();
        Arrays.fill(v, NEWEST_USE, SIZE, Effect.UNKNOWN);
    }

    private static Effect newest(Memory m) {
        return new Effect(
                m.at(NEWEST),
                m.at(NEWEST_UP) > 0 ? Direction.UP : Direction.DOWN,
                (int) m.at(NEWEST_FROM),
                (int) m.at(NEWEST_TO),
                Micros.instant(m.at(NEWEST_ORDERED)),
                Micros.instant(m.at(NEWEST_JUDGED)),
                Verdict.values()[(int) m.at(NEWEST_VERDICT)],
                (int) m.at(NEWEST_USE),
                (int) m.at(NEWEST_USE + 1),
                (int) m.at(NEWEST_USE + 2),
                m.at(NEWEST_RATE),
                m.at(NEWEST_RATE + 1),
                m.at(NEWEST_WAITING),
                m.at(NEWEST_WAITING + 1),
                (int) m.at(NEWEST_GAIN),
                m.at(NEWEST_START),
                (int) m.at(GAIN),
                m.at(START),
                futile(m, m.at(NEWEST_JUDGED)));
    }
}
