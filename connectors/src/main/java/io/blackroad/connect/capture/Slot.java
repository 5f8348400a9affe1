package io.blackroad.connect.capture;

import io.blackroad.connect.database.ControlDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/**
 * The connector's replication slot.
 *
 * @param active true while somebody reads it
 * @param status what becomes of the log that it needs, as PostgreSQL calls it: reserved, extended, unreserved or lost
 * @param retainedBytes log that the server keeps for it
 */
public record Slot(boolean active, String status, long retainedBytes) {

    /** The slot now; empty when there is none. */
    public static Optional<Slot> of(ControlDatabase database) {
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT active, coalesce(wal_status, ''),"
                    + " coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)"
                    + " FROM pg_replication_slots WHERE slot_name = ?")) {
                statement.setString(1, ControlConnector.SLOT);
                ResultSet row = statement.executeQuery();
                return row.next()
                        ? Optional.of(new Slot(row.getBoolean(1), row.getString(2), row.getLong(3)))
                        : Optional.empty();
            }
        });
    }

    /** True once the log that it needs is gone. */
    public boolean isLost() {
        return status.equals("lost");
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
