package io.blackroad.connect;

import io.blackroad.connect.RowChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What to append so that a table's topic holds the rows that are wanted. Nothing when it does already. */
final class TableDiff {
    private TableDiff() {}

    /**
     * One row to append.
     *
     * @param row the row as it is written; null for a tombstone
     */
    record Edit<R>(RowChange change, R row) {}

    /** Rows that are new or say something else, in the order wanted, with their version and time set. */
    static <R extends SpecificRecord> List<Edit<R>> upserts(
            ControlTable<R> table, List<R> wanted, HeldRows<R> held, Instant now) {
        List<Edit<R>> edits = new ArrayList<>();
        for (R row : wanted) {
            String id = table.id().apply(row);
            R old = held.row(id);
            if (old == null || !table.sameContent(old, row)) {
                Kind kind = held.ids().contains(id) ? Kind.CHANGED : Kind.ADDED;
                R stamped = table.stamped().of(row, held.version(id) + 1, now);
                edits.add(new Edit<>(new RowChange(table.name(), id, kind), stamped));
            }
        }
        return edits;
    }

    /** Tombstones of the rows that are not wanted any more. */
    static <R extends SpecificRecord> List<Edit<R>> removals(ControlTable<R> table, List<R> wanted, HeldRows<R> held) {
        Map<String, Edit<R>> edits = new LinkedHashMap<>();
        for (String id : held.ids()) {
            edits.put(id, new Edit<>(new RowChange(table.name(), id, Kind.REMOVED), null));
        }
        wanted.forEach(row -> edits.remove(table.id().apply(row)));
        return List.copyOf(edits.values());
    }
}
