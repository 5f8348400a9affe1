package io.blackroad.producer.sdk;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Facts that were given up: how many, the newest of them, and who wants to know. */
final class Failures {
    /** Enough to see a pattern; the count says how many there were. */
    static final int KEPT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ArrayDeque<SendFailure> newest = new ArrayDeque<>();
    private final List<Consumer<SendFailure>> listeners = new CopyOnWriteArrayList<>();
    private long count;

    void add(SendFailure failure) {
        synchronized (newest) {
            count++;
            if (newest.size() == KEPT) {
                newest.removeFirst();
            }
            newest.addLast(failure);
        }
        for (Consumer<SendFailure> listener : listeners) {
            tell(listener, failure);
        }
    }

    void listen(Consumer<SendFailure> listener) {
        listeners.add(listener);
    }

    long count() {
        synchronized (newest) {
            return count;
        }
    }

    List<SendFailure> newest() {
        synchronized (newest) {
            return List.copyOf(newest);
        }
    }

    /** A listener's mistake must not reach the producer's thread, which calls this. */
    private static void tell(Consumer<SendFailure> listener, SendFailure failure) {
        try {
            listener.accept(failure);
        } catch (RuntimeException e) {
            LOG.error("a failure listener failed itself on {}", failure, e);
        }
    }
}
