package io.blackroad.connect.database;

import io.blackroad.connect.ControlTable;
import io.blackroad.connect.ControlTables;
import io.blackroad.connect.row.RowReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Reads the control tables whole. */
public final class StoredTables {
    private StoredTables() {}

    /** The rows of every table, in the state that the connection's transaction sees. */
    public static ControlTables read(Connection connection) throws SQLException {
        return new ControlTables(
                rows(connection, ControlTable.REGIONS),
                rows(connection, ControlTable.WORKERS),
                rows(connection, ControlTable.GPU_NODES),
                rows(connection, ControlTable.TARGETS),
                rows(connection, ControlTable.RULES),
                rows(connection, ControlTable.PRICES),
                rows(connection, ControlTable.PHASES),
                rows(connection, ControlTable.BUDGETS),
                rows(connection, ControlTable.ALERTS));
    }

    static <R extends SpecificRecord> List<R> rows(Connection connection, ControlTable<R> table) throws SQLException {
        RowReader<R> reader = new RowReader<>(table.topic().type());
        List<R> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table.name() + " ORDER BY id")) {
            while (found.next()) {
                rows.add(reader.read(columns(found)));
            }
        }
        return rows;
    }

    private static Function<String, Object> columns(ResultSet row) throws SQLException {
        ResultSetMetaData names = row.getMetaData();
        Map<String, Object> columns = new HashMap<>();
        for (int column = 1; column <= names.getColumnCount(); column++) {
            columns.put(names.getColumnName(column), row.getObject(column));
        }
        return columns::get;
    }
}
