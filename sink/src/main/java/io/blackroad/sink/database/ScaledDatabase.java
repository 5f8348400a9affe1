package io.blackroad.sink.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL with its replicas. Writes go to the primary. Reads go in turn to the replicas that are up and near enough
 * to the primary, and to the primary when there is none. A read that has to see a certain write takes its position along
 * and goes to a replica only if that one is known to have replayed it.
 *
 * <p>Replicas are looked at in the background. A read that meets a dead one is run again on the next server, so it may run
 * more than once and must change nothing outside of the database. While the primary is down nothing is written, and
 * replicas that had caught up serve on. Safe for use by many threads.
 */
public final class ScaledDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScaledDatabase.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Server primary;
    private final List<Replica> replicas = new ArrayList<>();
    private final PrimaryLog log;
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService looks;

    /** Returns at once; servers that are down now may come later. */
    public ScaledDatabase(DatabaseConfig config) {
        this(config, InstantSource.system());
    }

    ScaledDatabase(DatabaseConfig config, InstantSource clock) {
        primary = new Server(config, config.url(), false);
        log = new PrimaryLog(primary, clock);
        config.replicas().forEach(url -> replicas.add(new Replica(new Server(config, url, true), config.bound(), log)));
        looks = Executors.newScheduledThreadPool(replicas.size() + 1, ScaledDatabase::thread);
        if (!replicas.isEmpty()) {
            every(log::look);
            replicas.forEach(replica -> every(replica::look));
        }
    }

    /**
     * Runs work in a transaction on the primary.
     *
     * @throws SQLException as the work or the server does; nothing was written then, but for a connection that broke while
     *     it committed, when nobody knows
     */
    public <T> T write(Work<T> work) throws SQLException {
        return primary.run(work);
    }

    /** Where the primary's log ends now: a read with this position sees all that was committed before. */
    public Lsn position() throws SQLException {
        return primary.run(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
                answer.next();
                return Lsn.parse(answer.getString(1));
            }
        });
    }

    /** Runs work in a read-only transaction on a replica, or on the primary. */
    public <T> T read(Work<T> work) throws SQLException {
        return read(null, work);
    }

    /**
     * The same on a server that has everything up to {@code position}.
     *
     * @param position from {@link #position()} after the write; {@code null} for any
     */
    public <T> T read(Lsn position, Work<T> work) throws SQLException {
        int first = turn.getAndIncrement();
        for (int step = 0; step < replicas.size(); step++) {
            Replica replica = replicas.get(Math.floorMod(first + step, replicas.size()));
            if (!replica.state().covers(position)) {
                continue;
            }
            try {
                return replica.run(work);
            } catch (SQLException e) {
                if (SqlFault.of(e) != SqlFault.PASSING || SqlFault.isCancelled(e)) {
                    throw e;
                }
                LOG.warn("read goes on without {}: {}", replica.state().url(), e.getMessage());
            }
        }
        return primary.run(connection -> {
            connection.setReadOnly(true);
            return work.run(connection);
        });
    }

    /** Waits for the first look at each replica, which a process that asks once would not live to see. */
    public void awaitLooks() {
        if (!replicas.isEmpty()) {
            log.look();
            replicas.forEach(Replica::look);
        }
    }

    /** What is known of the replicas, in the order of the settings. */
    public List<ReplicaState> replicas() {
        return replicas.stream().map(Replica::state).toList();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        replicas.forEach(Replica::close);
        primary.close();
    }

    private void every(Runnable look) {
        looks.scheduleWithFixedDelay(look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "database-looks");
        thread.setDaemon(true);
        return thread;
    }
}
