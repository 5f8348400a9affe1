package io.blackroad.infra.cli.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a query gave, as text.
 *
 * @param columns names
 * @param numbers which columns hold numbers
 * @param rows values, {@code null} for SQL's null
 * @param more true if there were more than asked for
 */
public record Rows(List<String> columns, List<Boolean> numbers, List<List<String>> rows, boolean more) {

    /** Runs a query and takes the first rows. */
    public static Rows of(Connection connection, String query, int limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(limit + 1);
            if (!statement.execute(query)) {
                return new Rows(List.of(), List.of(), List.of(), false);
            }
            try (ResultSet found = statement.getResultSet()) {
                return read(found, limit);
            }
        }
    }

    /** The first rows of an answer. */
    static Rows read(ResultSet found, int limit) throws SQLException {
        ResultSetMetaData form = found.getMetaData();
        List<String> columns = new ArrayList<>();
        List<Boolean> numbers = new ArrayList<>();
        for (int i = 1; i <= form.getColumnCount(); i++) {
            columns.add(form.getColumnLabel(i));
            numbers.add(form.getColumnTypeName(i).matches("int[248]|numeric|float[48]"));
        }
        List<List<String>> rows = new ArrayList<>();
        while (found.next()) {
            if (rows.size() == limit) {
                return new Rows(columns, numbers, rows, true);
            }
            String[] row = new String[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = found.getString(i + 1);
            }
            rows.add(Arrays.asList(row));
        }
        return new Rows(columns, numbers, rows, false);
    }
}
