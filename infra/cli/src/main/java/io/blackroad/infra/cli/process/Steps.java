package io.blackroad.infra.cli.process;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress for people: what is waited for, then how long it took. Steps may overlap. */
public final class Steps {
    private static final double NANOS_A_SECOND = 1e9;

    private final PrintWriter err;
    private final LongSupplier nanoTime;

    public Steps(PrintWriter err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
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
            double seconds = (nanoTime.getAsLong() - start) / NANOS_A_SECOND;
            line(name, String.format(Locale.ROOT, "%s after %.1f s", what, seconds));
        }
    }

    /** Starts one, and says what it waits for. */
    public Step begin(String name, String waitingFor) {
        line(name, waitingFor);
        return new Step(name, nanoTime.getAsLong());
    }

    /** One line to people, whole even when several threads speak. */
    public void say(String text) {
        synchronized (err) {
            err.println(text);
            err.flush();
        }
    }

    private void line(String name, String text) {
        say(String.format(Locale.ROOT, "%-10s %s", name, text));
    }
}
