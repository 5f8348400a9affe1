package io.blackroad.connect;

import java.util.Locale;

/**
 * One row that was written.
 *
 * @param table name of the table, as in rules
 * @param id primary key of the row
 * @param kind what became of it
 */
public record RowChange(String table, String id, Kind kind) {

    /** What became of a row. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    @Override
    public String toString() {
        return table + " " + id + " " + kind.name().toLowerCase(Locale.ROOT);
    }
}
