package io.blackroad.sink.jdbc;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;

/** At most one piece of work on another thread, whose end is dealt with on this one. */
final class Job {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "sink-writer");
        made.setDaemon(true);
        return made;
    });
    private Future<Runnable> running;

    boolean isRunning() {
        return running != null && !running.isDone();
    }

    /** Starts work; {@code then} gets what it gave, in {@link #finish}. */
    <T> void start(Callable<T> work, Consumer<T> then) {
        running = thread.submit(() -> {
            T result = work.call();
            return () -> then.accept(result);
        });
    }

    /** Waits for the end of the work; false when it did not come in time. */
    boolean await(Duration limit) {
        try {
            if (running != null) {
                running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Deals with work that has ended; does nothing while it runs.
     *
     * @throws Exception as the work did
     */
    void finish() throws Exception {
        if (running == null || !running.isDone()) {
            return;
        }
        Future<Runnable> done = running;
        running = null;
        try {
            done.get().run();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Waits for the work to end, then gives it up. */
    void close(Duration limit) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
