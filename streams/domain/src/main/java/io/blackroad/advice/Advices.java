package io.blackroad.advice;

import io.blackroad.alert.AlertChange;
import io.blackroad.decision.Outcome;
import io.blackroad.load.Sketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Advises sizes. One reading a minute goes into a sketch an hour; a high percentile of a day, not the mean, has to fit,
 * since what runs out of memory once is gone. Sizes are steps of two. Another size than the one that was read begins anew:
 * shares of the old one say nothing of it.
 */
public final class Advices {
    static final String SEVERITY = "advice";

    /** Whoever uses more than ten times its size reports nonsense. */
    private static final long MOST_PERMILLE = 10_000;

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    /** Sizes are means over replicas, and replicas of two sizes run side by side for a while. */
    private static final int SAME_SIZE_PERCENT = 5;

    private Advices() {}

    /**
     * Takes a reading in.
     *
     * @param now event time; a second reading of the same minute, and one of an earlier, changes nothing
     */
    public static Outcome<AdviceState, AlertChange> decide(
            AdvicePolicy policy, AdviceState before, Reading reading, Instant now) {
        long minute = Math.floorDiv(now.getEpochSecond(), MINUTE);
        if (minute <= before.minute()) {
            return Outcome.silent(before);
        }
        boolean resized = before.size() > 0 && !same(before.size(), reading.size());
        List<AdviceState.Hour> hours = add(policy, resized ? List.of() : before.hours(), reading, now);
        Sketch day = new Sketch();
        hours.forEach(hour -> day.addEncoded(ints(hour.sketch())));
        long size = resized || before.size() == 0 ? reading.size() : before.size();
        AdviceState read = new AdviceState(size, minute, hours, before.last(), before.advised());
        if (resized && before.active()) {
            String sentence = reading.subject() + " has " + words(reading, reading.size()) + " instead of "
                    + words(reading, before.size()) + " now";
            return say(read, reading, AlertChange.State.RESOLVED, sentence, 0, now);
        }
        return day.total() < policy.leastReadings() ? Outcome.silent(read) : judge(policy, read, reading, day, now);
    }

    private static Outcome<AdviceState, AlertChange> judge(
            AdvicePolicy policy, AdviceState state, Reading reading, Sketch day, Instant now) {
        long use = day.quantile(policy.percentile());
        long advised = advised(policy, state, reading.sized(), use);
        String sentence = String.format(
                Locale.ROOT,
                "%s uses %.1f %% of its %s (p%d of %,d readings in %d h)",
                reading.subject(),
                use / 10.0,
                words(reading, state.size()),
                policy.percentile(),
                day.total(),
                policy.hours());
        if (advised == state.size()) {
            return state.active()
                    ? say(state, reading, AlertChange.State.RESOLVED, sentence + ": it fits", 0, now)
                    : Outcome.silent(state);
        }
        if (state.active() && state.advised() == advised) {
            return Outcome.silent(state);
        }
        String advice = String.format(
                Locale.ROOT,
                "%s: %s would be used to %.1f %%",
                sentence,
                words(reading, advised),
                use * (double) state.size() / advised / 10);
        return say(state, reading, AlertChange.State.FIRING, advice, advised, now);
    }

    /** The size that fits; the present one when it does. */
    private static long advised(AdvicePolicy policy, AdviceState state, Sized sized, long use) {
        boolean larger = state.active() && state.advised() > state.size();
        boolean smaller = state.active() && state.advised() < state.size();
        long tight = policy.tightPermille() - (larger ? policy.slackPermille() : 0);
        long roomy = policy.roomyPermille() + (smaller ? policy.slackPermille() : 0);
        long need = sized.atLeast(state.size() * use / policy.aimPermille());
        if (use > tight) {
            return Math.max(need, state.size());
        }
        return use < roomy ? Math.min(need, state.size()) : state.size();
    }

    private static Outcome<AdviceState, AlertChange> say(
            AdviceState state, Reading reading, AlertChange.State entered, String sentence, long advised, Instant now) {
        AlertChange last = state.last();
        AlertChange change = new AlertChange(
                reading.sized().alertOf(reading.subject()),
                last == null ? 1 : last.sequence() + 1,
                entered,
                SEVERITY,
                sentence,
                state.active() ? last.since() : now,
                now);
        return Outcome.of(new AdviceState(state.size(), state.minute(), state.hours(), change, advised), change);
    }

    private static List<AdviceState.Hour> add(
            AdvicePolicy policy, List<AdviceState.Hour> before, Reading reading, Instant now) {
        long hour = Math.floorDiv(now.getEpochSecond(), HOUR);
        List<AdviceState.Hour> hours = new ArrayList<>();
        Sketch current = new Sketch();
        for (AdviceState.Hour known : before) {
            if (known.hour() == hour) {
                current.addEncoded(ints(known.sketch()));
            } else if (known.hour() > hour - policy.hours()) {
                hours.add(known);
            }
        }
        current.add(Math.min(reading.usePermille(), MOST_PERMILLE));
        hours.add(new AdviceState.Hour(
                hour, Arrays.stream(current.encoded()).boxed().toList()));
        return hours;
    }

    private static boolean same(long one, long other) {
        return Math.abs(one - other) <= one / 100 * SAME_SIZE_PERCENT;
    }

    private static int[] ints(List<Integer> sketch) {
        return sketch.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String words(Reading reading, long size) {
        return reading.sized() == Sized.CPU
                ? reading.sized().inWords(size)
                : reading.sized().inWords(size) + (reading.sized() == Sized.MEMORY ? " of memory" : " of a card");
    }
}
