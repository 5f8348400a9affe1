package io.blackroad.sink.database;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server to read from, and what was found at the last look at it. */
final class Replica implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final String REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END";

    private final Server server;
    private final ReplicaBound bound;
    private final PrimaryLog primary;
    private volatile ReplicaState state;

    Replica(Server server, ReplicaBound bound, PrimaryLog primary) {
        this.server = server;
        this.bound = bound;
        this.primary = primary;
        this.state = ReplicaState.down(server.url(), "not looked at yet");
    }

    ReplicaState state() {
        return state;
    }

    void look() {
        become(found());
    }

    private ReplicaState found() {
        try {
            String replayed = server.ask(REPLAYED);
            return replayed == null
                    ? ReplicaState.down(server.url(), "it is no replica")
                    : primary.judge(server.url(), Lsn.parse(replayed), bound);
        } catch (SQLException e) {
            return ReplicaState.down(server.url(), String.valueOf(e.getMessage()));
        }
    }

    private void become(ReplicaState found) {
        if (found.usable() != state.usable()) {
            LOG.info("{} {}", found.url(), found.usable() ? "is read from" : "is not read from: " + found.reason());
        }
        state = found;
    }

    /** Runs work; a server that breaks meanwhile is left out until a look finds it well. */
    <T> T run(Work<T> work) throws SQLException {
        try {
            return server.run(work);
        } catch (SQLException e) {
            if (SqlFault.of(e) == SqlFault.PASSING && !SqlFault.isCancelled(e)) {
                become(ReplicaState.down(server.url(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
