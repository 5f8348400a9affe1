package io.blackroad.connect.database;

import io.blackroad.connect.ControlTable;
import io.blackroad.connect.RowChange;
import io.blackroad.connect.row.RowWriter;
import io.blackroad.schema.control.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Changes rules in the database, which gives each changed one its next version. */
public final class StoredRules {
    private StoredRules() {}

    /**
     * Writes these rules; those that say the same are left as they are, and so are all others.
     *
     * @return what was written
     */
    public static List<RowChange> write(Connection connection, List<Rule> rules) throws SQLException {
        Map<String, Rule> stored = new HashMap<>();
        StoredTables.rows(connection, ControlTable.RULES).forEach(rule -> stored.put(rule.getId(), rule));
        List<RowChange> written = new ArrayList<>();
        for (Rule rule : rules) {
            Rule old = stored.get(rule.getId());
            if (old == null) {
                Seed.insert(connection, ControlTable.RULES.name(), RowWriter.columns(rule));
                written.add(new RowChange("rules", rule.getId(), RowChange.Kind.ADDED));
            } else if (!ControlTable.RULES.sameContent(old, rule)) {
                update(connection, rule.getId(), RowWriter.columns(rule));
                written.add(new RowChange("rules", rule.getId(), RowChange.Kind.CHANGED));
            }
        }
        return written;
    }

    /** Removes these rules; returns those that were there. */
    public static List<RowChange> remove(Connection connection, Collection<String> ids) throws SQLException {
        List<RowChange> removed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM rules WHERE id = ?")) {
            for (String id : ids) {
                statement.setString(1, id);
                if (statement.executeUpdate() > 0) {
                    removed.add(new RowChange("rules", id, RowChange.Kind.REMOVED));
                }
            }
        }
        return removed;
    }

    private static void update(Connection connection, String id, Map<String, String> columns) throws SQLException {
        String places = columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE rules SET " + places + " WHERE id = ?")) {
            int place = 1;
            for (String value : columns.values()) {
                statement.setString(place++, value);
            }
            statement.setString(place, id);
            statement.executeUpdate();
        }
    }
}
