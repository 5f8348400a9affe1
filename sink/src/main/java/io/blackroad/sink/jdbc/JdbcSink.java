package io.blackroad.sink.jdbc;

import io.blackroad.sink.database.ScaledDatabase;
import io.blackroad.sink.database.SqlFault;
import io.blackroad.sink.session.SessionThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the fleet's history to PostgreSQL, on threads of its own. Processes of one name share the partitions; start more
 * of them to write faster. It makes its tables, waits for brokers and database while they are away, and stops by itself
 * in two cases, and {@link #failure} says which: the database refuses what it does, or a defect.
 */
public final class JdbcSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSink.class);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration KEEP_MONTHS_EVERY = Duration.ofHours(1);

    /** Stopping waits no longer for the write at hand; what is cut off is done after the next start. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final JdbcSinkConfig config;
    private final InstantSource clock;
    private final SinkMeters meters;
    private final ScaledDatabase database;
    private final SessionThread thread;
    private final ScheduledExecutorService upkeep;
    private boolean isPrepared;

    /** @param clock says which month it is */
    public JdbcSink(JdbcSinkConfig config, MeterRegistry meters, InstantSource clock) {
        this.config = Objects.requireNonNull(config, "config");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.meters = new SinkMeters(meters, config.name());
        this.database = new ScaledDatabase(config.database());
        this.thread = new SessionThread(config.group(), this::run, STOP_LIMIT.multipliedBy(2));
        this.upkeep = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, config.group() + "-months"));
    }

    /**
     * Starts the threads and returns at once.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    /** Why it stopped by itself; empty while it runs and after {@link #close}. */
    public Optional<Throwable> failure() {
        return thread.failure();
    }

    /** Stops after the write at hand. What was read and not written is read again after the next start. */
    @Override
    public void close() {
        thread.close();
        upkeep.shutdownNow();
        database.close();
    }

    private void run() {
        if (!isPrepared) {
            prepare();
            isPrepared = true;
        } else {
            runSession();
        }
    }

    /** Tables first. A database that is away may come; one that says no stops the sink. */
    private void prepare() {
        Backoff backoff = new Backoff();
        while (thread.isWanted()) {
            try {
                Migrations.apply(config.database());
                keepMonths();
                upkeep.scheduleWithFixedDelay(
                        this::keepMonths,
                        KEEP_MONTHS_EVERY.toSeconds(),
                        KEEP_MONTHS_EVERY.toSeconds(),
                        TimeUnit.SECONDS);
                return;
            } catch (RuntimeException e) {
                if (SqlFault.of(e) != SqlFault.PASSING) {
                    throw new SinkFailedException(
                            config.database().url() + ": " + rootOf(e).getMessage(), e);
                }
                backoff.failed(clock.instant());
                LOG.warn(
                        "waiting for {}: {}", config.database().url(), rootOf(e).getMessage());
                thread.pause(backoff.wait(clock.instant()));
            }
        }
    }

    /** Rows of a month without a partition have a place meanwhile, so what fails here is tried again later. */
    private void keepMonths() {
        try {
            new TaskMonths(database, config.months()).keep(clock.instant());
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the months of tasks are looked after later: {}", e.toString());
        }
    }

    private void runSession() {
        Offsets offsets =
                new Offsets(config.name(), "process " + ProcessHandle.current().pid());
        try (DeadLetterWriter letters = new DeadLetterWriter(config);
                SinkSession session = new SinkSession(
                        new KafkaConsumer<>(
                                KafkaSettings.consumer(config),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer()),
                        new BatchWriter(database, offsets, config.registry(), TopicTables.all(), letters::write),
                        config.batch(),
                        meters,
                        clock,
                        STOP_LIMIT)) {
            while (thread.isWanted()) {
                session.step();
            }
        } catch (FencedInstanceIdException e) {
            throw new IllegalStateException(
                    "another process runs as the same member of sink " + config.name()
                            + "; give each its own group.instance.id, or none",
                    e);
        } catch (FencedException | KafkaException e) {
            LOG.warn("sink {} starts over: {}", config.name(), e.toString());
            thread.pause(RESTART_AFTER);
        }
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
