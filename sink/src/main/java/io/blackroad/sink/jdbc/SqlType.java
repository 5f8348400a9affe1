package io.blackroad.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How values of a column travel: as one array a column, whatever the number of rows. */
enum SqlType {
    TEXT("text", "%s"),
    INT("int4", "%s"),
    LONG("int8", "%s"),
    UUID("uuid", "%s"),
    JSON("text", "%s::jsonb"),
    /** An {@link Instant}, as microseconds, which binary arrays can carry. */
    TIME("int8", "timestamptz 'epoch' + %s * interval '1 microsecond'");

    private final String element;
    private final String conversion;

    SqlType(String element, String conversion) {
        this.element = element;
        this.conversion = conversion;
    }

    String parameter() {
        return "?::" + element + "[]";
    }

    /** The expression that makes the column's value of what arrived under {@code name}. */
    String converted(String name) {
        return conversion.replace("%s", name);
    }

    java.sql.Array array(Connection connection, List<?> values) throws SQLException {
        Object[] elements =
                this == TIME ? values.stream().map(SqlType::micros).toArray(Long[]::new) : values.toArray(empty());
        return connection.createArrayOf(element, elements);
    }

    private Object[] empty() {
        return switch (this) {
            case TEXT, JSON -> new String[0];
            case INT -> new Integer[0];
            case LONG, TIME -> new Long[0];
            case UUID -> new java.util.UUID[0];
        };
    }

    private static Long micros(Object time) {
        return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) time);
    }
}
