package io.blackroad.infra.cli.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a query, as texts.
 *
 * @param columns their names
 * @param rows values in the order of the columns; null for NULL
 */
record SqlRows(List<String> columns, List<List<String>> rows) {

    static SqlRows of(ResultSet found) throws SQLException {
        List<String> columns = new ArrayList<>();
        int count = found.getMetaData().getColumnCount();
        for (int column = 1; column <= count; column++) {
            columns.add(found.getMetaData().getColumnLabel(column));
        }
        List<List<String>> rows = new ArrayList<>();
        while (found.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= count; column++) {
                row.add(found.getString(column));
            }
            rows.add(row);
        }
        return new SqlRows(columns, rows);
    }

    /** Lines of a table, names first. */
    List<String> text() {
        List<List<String>> all = new ArrayList<>();
        all.add(columns);
        rows.forEach(row -> all.add(row.stream().map(SqlRows::shown).toList()));
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns.size(); column++) {
                line.append(String.format("%-" + width(all, column) + "s  ", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A JSON object a row; every value is text, as the database writes it. */
    List<String> json() {
        ObjectMapper mapper = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            ObjectNode object = mapper.createObjectNode();
            for (int column = 0; column < columns.size(); column++) {
                object.put(columns.get(column), row.get(column));
            }
            lines.add(object.toString());
        }
        return lines;
    }

    /** A control character of a value must not play with the terminal. */
    private static String shown(String value) {
        return value == null ? "" : value.replaceAll("\\p{Cntrl}", "?");
    }

    private static int width(List<List<String>> all, int column) {
        return all.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
