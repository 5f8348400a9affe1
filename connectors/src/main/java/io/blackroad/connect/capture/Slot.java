package io.blackroad.connect.capture;

import io.blackroad.connect.database.ControlDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The connector's replication slot.
 *
 * @param active true while somebody reads it
 * @param status what becomes of the log that it needs, as PostgreSQL calls it: reserved, extended, unreserved or lost
 * @param retainedBytes log that the server keeps for it
 * @param confirmedLsn place in the log before which nothing is sent any more
 */
public record Slot(boolean active, String status, long retainedBytes, long confirmedLsn) {
    private static final double BYTES_A_MB = 1e6;

    /** The slot now; empty when there is none. */
    public static Optional<Slot> of(ControlDatabase database) {
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT active, coalesce(wal_status, ''),"
                    + " coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0),"
                    + " coalesce(pg_wal_lsn_diff(confirmed_flush_lsn, '0/0'), 0)"
                    + " FROM pg_replication_slots WHERE slot_name = ?")) {
                statement.setString(1, ControlConnector.SLOT);
                ResultSet row = statement.executeQuery();
                return row.next()
                        ? Optional.of(new Slot(row.getBoolean(1), row.getString(2), row.getLong(3), row.getLong(4)))
                        : Optional.empty();
            }
        });
    }

    /** How much log the server keeps for it, in a few words. */
    public String lag() {
        return String.format(
                Locale.ROOT,
                "the server keeps %.1f MB of its log for the slot %s",
                retainedBytes / BYTES_A_MB,
                ControlConnector.SLOT);
    }

    /** True once the log that it needs is gone. */
    public boolean isLost() {
        return status.equals("lost");
    }

    /** True when it begins behind {@code readLsn}, the place that was read to: what lies between is never sent. */
    boolean isAheadOf(OptionalLong readLsn) {
        return readLsn.isPresent() && confirmedLsn > readLsn.getAsLong();
    }

    static void drop(ControlDatabase database) {
        database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
                statement.setString(1, ControlConnector.SLOT);
                return statement.execute();
            }
        });
    }
}
