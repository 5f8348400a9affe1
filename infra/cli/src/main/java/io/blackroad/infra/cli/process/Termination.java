package io.blackroad.infra.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the main thread, which knows what runs, do the stopping when a signal arrives: the hook asks and then waits, since
 * the JVM ends as soon as its hooks have returned. Ending this way is the normal end of the command, so its exit code is
 * 0 and not the signal's.
 */
public final class Termination {
    private static final Duration LIMIT = Duration.ofSeconds(29);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread main = Thread.currentThread();
    private volatile boolean interruptible = true;

    /** For this process, from now on. */
    public static Termination install() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::onSignal, "signal"));
        return termination;
    }

    private void onSignal() {
        if (stopped.getCount() == 0) {
            return;
        }
        asked.countDown();
        if (interruptible) {
            main.interrupt();
        }
        try {
            if (stopped.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True once a signal has arrived. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for a signal; false when none came in time. */
    public boolean await(Duration duration) {
        try {
            return asked.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** From here on the main thread stops things and is not to be disturbed. */
    public void stopping() {
        interruptible = false;
        // A pending interrupt would cut short the first wait for an orderly end.
        Thread.interrupted();
    }

    /** Everything is stopped: the process may end. */
    public void stopped() {
        stopped.countDown();
    }
}
