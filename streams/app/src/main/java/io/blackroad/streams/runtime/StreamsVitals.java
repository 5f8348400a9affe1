package io.blackroad.streams.runtime;

import io.blackroad.streams.query.Vitals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the instance lives. A stream thread that dies is replaced, since most of its deaths pass (a transaction timed
 * out while the process was stopped, a registry that did not answer); one that keeps dying ends the instance loudly.
 */
final class StreamsVitals implements Vitals, StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsVitals.class);

    /** Deaths within the window before the instance gives up. */
    private static final int MAX_DEATHS = 10;

    private static final long WINDOW_NANOS = 5 * 60 * 1_000_000_000L;

    private static final String GLOBAL_THREAD = "GlobalStreamThread";

    private final Deque<Long> deaths = new ArrayDeque<>();
    private long allDeaths;
    private volatile KafkaStreams streams;
    private volatile String failure;

    void watch(KafkaStreams newStreams) {
        streams = newStreams;
        streams.setUncaughtExceptionHandler(this);
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable error) {
        allDeaths++;
        Throwable reason = reason(error);
        if (failure != null) {
            LOG.debug("a stream thread died of what stops the instance", error);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (Thread.currentThread().getName().contains(GLOBAL_THREAD)) {
            // Kafka Streams cannot replace it, and without it no stage sees a rule.
            return stop("the thread of the control tables died of " + reason, error);
        }
        long now = System.nanoTime();
        deaths.addLast(now);
        while (now - deaths.peekFirst() > WINDOW_NANOS) {
            deaths.removeFirst();
        }
        if (deaths.size() > MAX_DEATHS) {
            return stop(
                    "stream threads died " + deaths.size() + " times within five minutes, last of " + reason, error);
        }
        LOG.error("a stream thread died of {} and is replaced", reason, error);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Kafka Streams' own exceptions say where it was, and advise to drop the record; what they carry says what to do. */
    private static Throwable reason(Throwable error) {
        Throwable reason = error;
        while (reason instanceof StreamsException && reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason;
    }

    /** Deaths since the start, those before the window too. */
    synchronized long deathCount() {
        return allDeaths;
    }

    /** Ends the instance for a reason that nothing has died of yet. Returns at once. */
    synchronized void giveUp(String why) {
        if (failure == null) {
            failure = why;
            LOG.error("{}; this instance stops", why);
            streams.close(Duration.ZERO);
        }
    }

    private StreamThreadExceptionResponse stop(String why, Throwable error) {
        failure = why;
        LOG.error("{}; this instance stops", why, error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    @Override
    public Optional<String> failure() {
        if (failure != null) {
            return Optional.of(failure);
        }
        KafkaStreams.State state = streams.state();
        boolean ended = state == KafkaStreams.State.ERROR || state.hasCompletedShutdown();
        return ended ? Optional.of("Kafka Streams is " + state) : Optional.empty();
    }

    @Override
    public List<String> missing() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? List.of()
                : List.of("Kafka Streams is " + state + "; partitions are being assigned or restored");
    }
}
