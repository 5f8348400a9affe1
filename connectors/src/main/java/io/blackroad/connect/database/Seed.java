package io.blackroad.connect.database;

import io.blackroad.connect.ControlTable;
import io.blackroad.connect.ControlTables;
import io.blackroad.connect.RowChange;
import io.blackroad.connect.row.RowWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Fills the database with the rows of a control file that it lacks and never had. What is in the database already stays as
 * it is, and what somebody deleted stays deleted: the database rules, the file only begins.
 *
 * @param added rows that were filled in
 * @param differing rows that are in both and say something else
 */
public record Seed(List<RowChange> added, List<RowChange> differing) {

    /**
     * @param versions newest version of each rule that readers know of already, from a time without this database; a new
     *     rule goes on from there
     */
    public static Seed fill(Connection connection, ControlTables wanted, Map<String, Long> versions)
            throws SQLException {
        Seed seed = new Seed(new ArrayList<>(), new ArrayList<>());
        remember(connection, versions);
        for (ControlTable<?> table : ControlTable.IN_ORDER) {
            seed.fill(connection, table, wanted);
        }
        return seed;
    }

    private <R extends SpecificRecord> void fill(Connection connection, ControlTable<R> table, ControlTables wanted)
            throws SQLException {
        Map<String, R> stored = new HashMap<>();
        StoredTables.rows(connection, table)
                .forEach(row -> stored.put(table.id().apply(row), row));
        for (R row : table.rows().apply(wanted)) {
            String id = table.id().apply(row);
            R old = stored.get(id);
            if (old != null) {
                note(connection, table.name(), id);
                if (!table.sameContent(old, row)) {
                    differing.add(new RowChange(table.name(), id, RowChange.Kind.CHANGED));
                }
            } else if (note(connection, table.name(), id)) {
                insert(connection, table.name(), RowWriter.columns(row));
                added.add(new RowChange(table.name(), id, RowChange.Kind.ADDED));
            }
        }
    }

    /** Remembers that the row was there once; false when that was known. */
    private static boolean note(Connection connection, String table, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO seeded_rows VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, table);
            statement.setString(2, id);
            return statement.executeUpdate() == 1;
        }
    }

    static void insert(Connection connection, String table, Map<String, String> columns) throws SQLException {
        String names = String.join(", ", columns.keySet());
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES (" + places + ")")) {
            int place = 1;
            for (String value : columns.values()) {
                statement.setString(place++, value);
            }
            statement.executeUpdate();
        }
    }

    private static void remember(Connection connection, Map<String, Long> versions) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO rule_versions AS known VALUES (?, ?)"
                        + " ON CONFLICT (rule_id) DO UPDATE SET version = greatest(known.version, excluded.version)")) {
            for (Map.Entry<String, Long> rule : versions.entrySet()) {
                statement.setString(1, rule.getKey());
                statement.setLong(2, rule.getValue());
                statement.executeUpdate();
            }
        }
    }
}
