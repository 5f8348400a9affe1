package io.blackroad.sink.database;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows where the primary's log ends. Safe for use by many threads. */
final class PrimaryLog {
    private static final Logger LOG = LoggerFactory.getLogger(PrimaryLog.class);

    private final Server primary;
    private final InstantSource clock;
    private final WalHistory history = new WalHistory();
    private boolean told;

    PrimaryLog(Server primary, InstantSource clock) {
        this.primary = primary;
        this.clock = clock;
    }

    void look() {
        try {
            String end = primary.ask("SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_lsn() END");
            if (end == null) {
                told("it is a replica itself");
                return;
            }
            synchronized (this) {
                history.add(clock.instant(), Lsn.parse(end));
            }
            told = false;
        } catch (SQLException e) {
            told(e.getMessage());
        }
    }

    /** How a replica that has replayed this much stands to the primary. */
    synchronized ReplicaState judge(String url, Lsn replayed, ReplicaBound bound) {
        Instant now = clock.instant();
        return ReplicaState.of(url, replayed, history, bound, now);
    }

    private void told(String reason) {
        if (!told) {
            LOG.warn("{}: where its log ends is not known: {}", primary.url(), reason);
            told = true;
        }
    }
}
