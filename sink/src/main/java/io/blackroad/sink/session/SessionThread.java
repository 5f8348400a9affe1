package io.blackroad.sink.session;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs sessions, one after the other, until it is closed. A session ends when another try may mend what went
 * wrong, and throws what none would mend: then the thread ends, and {@link #failure} says why.
 */
public final class SessionThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionThread.class);

    private final Runnable session;
    private final Duration stopLimit;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile Throwable failure;

    /**
     * @param name of the thread, and in the log
     * @param session asks {@link #isWanted} between its steps
     * @param stopLimit how long the step at hand may take when it is closed, before it is interrupted
     */
    public SessionThread(String name, Runnable session, Duration stopLimit) {
        this.session = Objects.requireNonNull(session, "session");
        this.stopLimit = Objects.requireNonNull(stopLimit, "stopLimit");
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Returns at once.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    /** True from {@link #start} until it was closed or stopped by itself. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** False once it is being closed. */
    public boolean isWanted() {
        return stopping.getCount() > 0;
    }

    /** Why it stopped by itself; empty while it runs and after {@link #close}. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** For the session itself: waits, unless it is being closed. */
    public void pause(Duration duration) {
        try {
            stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    /** Waits until the step at hand has ended. */
    @Override
    public void close() {
        stopping.countDown();
        if (!ends()) {
            LOG.warn("{} hangs and is interrupted", thread.getName());
            thread.interrupt();
            ends();
        }
    }

    private boolean ends() {
        try {
            thread.join(stopLimit.toMillis());
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void run() {
        try {
            while (isWanted()) {
                session.run();
            }
        } catch (RuntimeException | Error e) {
            if (isWanted()) {
                failure = e;
                LOG.error("{} stops", thread.getName(), e);
            }
        }
    }
}
