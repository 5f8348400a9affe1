package io.blackroad.sink.jdbc;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes rows by key, many in one statement: a new one is added, one that is there is replaced. Rows of one key in one
 * batch are one row, the last.
 */
final class Upsert<R> {
    private final Function<R, ?> key;
    private final Columns<R> columns;
    private final String sql;

    /**
     * @param keys names of the key's columns
     * @param key the same as a value
     * @param unless SQL over {@code t}, the row that is there, and {@code excluded}, the new one: when to leave it alone
     */
    Upsert(String table, List<String> keys, Function<R, ?> key, Columns<R> columns, String unless) {
        this.key = key;
        this.columns = columns;
        String changes = columns.names().stream()
                .filter(name -> !keys.contains(name))
                .map(name -> name + " = excluded." + name)
                .collect(joining(", "));
        // In the order of the keys, so that two writers of the same rows wait for each other in one direction only.
        this.sql = "INSERT INTO fleet." + table + " AS t (" + columns.list(name -> name) + ") SELECT "
                + columns.converted() + " FROM " + columns.rows() + " ORDER BY " + String.join(", ", keys)
                + " ON CONFLICT (" + String.join(", ", keys) + ") DO UPDATE SET " + changes + " WHERE NOT (" + unless
                + ")";
    }

    void write(Connection connection, Collection<R> rows) throws SQLException {
        Map<Object, R> last = new LinkedHashMap<>();
        rows.forEach(row -> last.put(key.apply(row), row));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            columns.bind(statement, last.values());
            statement.executeUpdate();
        }
    }
}
