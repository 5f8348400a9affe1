package io.blackroad.infra.cli.process;

import io.blackroad.infra.cli.terminal.Progress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Progress for people: what is waited for, then how long it took. Steps may overlap. On a terminal what is waited for is a
 * bar, and only what came of it stays.
 */
public final class Steps {
    private static final double MILLIS_A_SECOND = 1e3;
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Progress progress;
    private final LongSupplier millis;

    /** What is waited for, by name. */
    private final Map<String, String> running = new LinkedHashMap<>();

    private int expected;
    private int done;

    /** As the time of this machine goes on. */
    public static Steps of(Progress progress) {
        return new Steps(progress, () -> System.nanoTime() / NANOS_A_MILLI);
    }

    /** @param millis a clock that never goes back */
    Steps(Progress progress, LongSupplier millis) {
        this.progress = progress;
        this.millis = millis;
    }

    /** One step under way; one that fails is not finished, since the failure speaks for itself. */
    public final class Step {
        private final String name;
        private final long start;

        private Step(String name, long start) {
            this.name = name;
            this.start = start;
        }

        /** @param what became of it, as in ready or stopped */
        public void done(String what) {
            double seconds = (millis.getAsLong() - start) / MILLIS_A_SECOND;
            ended(name);
            line(name, String.format(Locale.ROOT, "%s after %.1f s", what, seconds));
        }
    }

    /** Tells how many steps are to come, for the bar; 0 when nobody knows. */
    public synchronized void expect(int steps) {
        expected = steps;
        done = 0;
        show();
    }

    /** Starts one, and says what it waits for. */
    public Step begin(String name, String waitingFor) {
        if (!progress.isLive()) {
            line(name, waitingFor);
        }
        begun(name, waitingFor);
        return new Step(name, millis.getAsLong());
    }

    /** One line to people, whole even when several threads speak. */
    public void say(String text) {
        progress.say(text);
    }

    /** Runs what writes to the same screen. */
    public void aside(Runnable writes) {
        progress.aside(writes);
    }

    private synchronized void begun(String name, String waitingFor) {
        running.put(name, waitingFor);
        show();
    }

    private synchronized void ended(String name) {
        running.remove(name);
        done++;
        show();
    }

    private void show() {
        if (running.isEmpty() && done >= expected) {
            expected = 0;
            done = 0;
            progress.idle();
        } else if (progress.isLive()) {
            progress.at(underWay(), done, expected);
        }
    }

    private String underWay() {
        return running.size() == 1
                ? running.entrySet().iterator().next().toString().replaceFirst("=", ": ")
                : String.join(", ", running.keySet());
    }

    private void line(String name, String text) {
        say(String.format(Locale.ROOT, "%-10s %s", name, text));
    }
}
