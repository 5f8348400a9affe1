package io.blackroad.sink.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done in one transaction; it neither commits nor closes the connection. */
@FunctionalInterface
public interface Work<T> {
    T run(Connection connection) throws SQLException;
}
