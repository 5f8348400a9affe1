package io.blackroad.connect;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes control tables to the {@code control.public.*} topics, where change capture of a database would write them.
 * Only rows that differ from what a topic holds are written, so a second write of the same tables changes nothing and
 * a write that was cut short is finished by the next. A rule's version rises by one with each change of its content;
 * a rule that was removed goes on from its last version while the topic still remembers it.
 *
 * <p>One writer at a time: two at once may give one version to two contents.
 */
public final class ControlWriter {
    private final Supplier<ControlLog> log;
    private final SchemaRegistry registry;
    private final Clock clock;

    /** Writes to the broker at {@code bootstrapServers}, with the system's time. */
    public ControlWriter(String bootstrapServers, SchemaRegistry registry) {
        this(Map.of("bootstrap.servers", bootstrapServers), registry, Clock.systemUTC());
    }

    /**
     * @param client settings of the Kafka clients: {@code bootstrap.servers} and what security needs
     * @param clock gives each written row its {@code updatedAt}
     */
    public ControlWriter(Map<String, String> client, SchemaRegistry registry, Clock clock) {
        this(() -> new KafkaControlLog(client), registry, clock);
    }

    ControlWriter(Supplier<ControlLog> log, SchemaRegistry registry, Clock clock) {
        this.log = log;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Makes the topics hold exactly these rows. New rows are written before rows that refer to them, and rows are
     * removed after those that referred to them.
     *
     * @return what was written, in order; empty when the topics held these rows already
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be reached or refuses
     * @throws IllegalStateException if a topic does not exist
     * @throws SchemaRegistryException if the registry cannot be reached or refuses
     */
    public List<RowChange> write(ControlTables tables) {
        try (ControlLog open = log.get()) {
            List<Pending<?>> pending = new ArrayList<>();
            ControlTable.IN_ORDER.forEach(table -> pending.add(compare(open, table, tables)));
            List<RowChange> written = new ArrayList<>();
            pending.forEach(each -> written.addAll(append(open, each.table(), each.upserts())));
            Collections.reverse(pending);
            pending.forEach(each -> written.addAll(append(open, each.table(), each.removals())));
            return written;
        }
    }

    private record Pending<R extends SpecificRecord>(
            ControlTable<R> table, List<TableDiff.Edit<?>> upserts, List<TableDiff.Edit<?>> removals) {}

    private <R extends SpecificRecord> Pending<R> compare(
            ControlLog open, ControlTable<R> table, ControlTables tables) {
        FactReader<R> reader = new FactReader<>(registry, table.topic().type());
        HeldRows<R> held = HeldRows.of(table, open.read(table.topic().name()), reader);
        List<R> wanted = table.rows().apply(tables);
        return new Pending<>(
                table,
                List.copyOf(TableDiff.upserts(table, wanted, held, clock.instant())),
                List.copyOf(TableDiff.removals(table, wanted, held)));
    }

    private <R extends SpecificRecord> List<RowChange> append(
            ControlLog open, ControlTable<R> table, List<TableDiff.Edit<?>> edits) {
        if (edits.isEmpty()) {
            return List.of();
        }
        FactWriter<R> writer = new FactWriter<>(
                registry, table.topic().subject(), table.topic().type());
        List<ControlLog.Entry> entries = new ArrayList<>();
        for (TableDiff.Edit<?> edit : edits) {
            R row = table.topic().type().cast(edit.row());
            entries.add(new ControlLog.Entry(edit.change().id(), row == null ? null : writer.write(row)));
        }
        open.append(table.topic().name(), entries);
        return edits.stream().map(TableDiff.Edit::change).toList();
    }
}
