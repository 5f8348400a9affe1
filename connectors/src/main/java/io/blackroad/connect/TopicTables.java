package io.blackroad.connect;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** What the control topics hold, beside a database that rules them. */
public final class TopicTables {
    private final Supplier<ControlLog> log;
    private final SchemaRegistry registry;

    /** @param client settings of the Kafka clients: {@code bootstrap.servers} and what security needs */
    public TopicTables(Map<String, String> client, SchemaRegistry registry) {
        this(() -> new KafkaControlLog(client), registry);
    }

    TopicTables(Supplier<ControlLog> log, SchemaRegistry registry) {
        this.log = log;
        this.registry = registry;
    }

    /**
     * Writes rows as they are into the topics that hold no record at all, so that readers need not wait for the first
     * snapshot of change capture, which says the same again. A topic that has records is left alone: its writer is change
     * capture, which may be behind, and an older row must never follow a newer one.
     *
     * @return what was written
     */
    public List<RowChange> fillEmpty(ControlTables rows) {
        try (ControlLog open = log.get()) {
            List<RowChange> written = new ArrayList<>();
            for (ControlTable<?> table : ControlTable.IN_ORDER) {
                if (open.read(table.topic().name()).isEmpty()) {
                    written.addAll(copy(open, table, rows));
                }
            }
            return written;
        }
    }

    /**
     * Makes the topics hold these rows as they are, versions and times included: instead of change capture where there is
     * none, never beside it.
     *
     * @return what was written
     */
    public List<RowChange> copy(ControlTables rows) {
        try (ControlLog open = log.get()) {
            List<RowChange> written = new ArrayList<>();
            for (ControlTable<?> table : ControlTable.IN_ORDER) {
                written.addAll(copy(open, table, rows));
            }
            for (ControlTable<?> table : ControlTable.IN_ORDER) {
                written.addAll(removeOrphans(open, table, rows));
            }
            return written;
        }
    }

    /** Newest version of each rule that the topic remembers, removed ones too. */
    public Map<String, Long> ruleVersions() {
        try (ControlLog open = log.get()) {
            return held(open, ControlTable.RULES).versions();
        }
    }

    /** Ids of the rows that a table's topic holds. */
    public Set<String> ids(ControlTable<?> table) {
        try (ControlLog open = log.get()) {
            return Set.copyOf(held(open, table).ids());
        }
    }

    /**
     * Compares each table with its topic.
     *
     * @param rows the rows of the database
     */
    public List<TableComparison> compare(ControlTables rows) {
        try (ControlLog open = log.get()) {
            List<TableComparison> compared = new ArrayList<>();
            for (ControlTable<?> table : ControlTable.IN_ORDER) {
                compared.add(compare(open, table, rows));
            }
            return compared;
        }
    }

    /**
     * Removes what topics hold and the database does not, which no snapshot would do. Only while change capture is stopped:
     * a row that comes in between would be removed by an older look.
     *
     * @return what was removed
     */
    public List<RowChange> removeOrphans(ControlTables rows) {
        try (ControlLog open = log.get()) {
            List<RowChange> removed = new ArrayList<>();
            for (ControlTable<?> table : ControlTable.IN_ORDER) {
                removed.addAll(removeOrphans(open, table, rows));
            }
            return removed;
        }
    }

    private <R extends SpecificRecord> List<RowChange> copy(
            ControlLog open, ControlTable<R> table, ControlTables rows) {
        HeldRows<R> held = held(open, table);
        List<R> all = table.rows().apply(rows).stream()
                .filter(row -> !row.equals(held.row(table.id().apply(row))))
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        FactWriter<R> writer = new FactWriter<>(
                registry, table.topic().subject(), table.topic().type());
        open.append(
                table.topic().name(),
                all.stream()
                        .map(row -> new ControlLog.Entry(table.id().apply(row), writer.write(row)))
                        .toList());
        return all.stream()
                .map(row -> new RowChange(table.name(), table.id().apply(row), RowChange.Kind.ADDED))
                .toList();
    }

    private <R extends SpecificRecord> HeldRows<R> held(ControlLog open, ControlTable<R> table) {
        FactReader<R> reader = new FactReader<>(registry, table.topic().type());
        return HeldRows.of(table, open.read(table.topic().name()), reader);
    }

    private <R extends SpecificRecord> TableComparison compare(
            ControlLog open, ControlTable<R> table, ControlTables rows) {
        HeldRows<R> held = held(open, table);
        Map<String, SpecificRecord> left = new TreeMap<>();
        table.rows().apply(rows).forEach(row -> left.put(table.id().apply(row), row));
        Map<String, SpecificRecord> right = new TreeMap<>();
        held.ids().forEach(id -> right.put(id, held.row(id)));
        return TableComparison.of(table.name(), left, right);
    }

    private <R extends SpecificRecord> List<RowChange> removeOrphans(
            ControlLog open, ControlTable<R> table, ControlTables rows) {
        HeldRows<R> held = held(open, table);
        List<TableDiff.Edit<R>> removals =
                TableDiff.removals(table, table.rows().apply(rows), held);
        if (!removals.isEmpty()) {
            open.append(
                    table.topic().name(),
                    removals.stream()
                            .map(edit -> new ControlLog.Entry(edit.change().id(), null))
                            .toList());
        }
        return removals.stream().map(TableDiff.Edit::change).toList();
    }
}
