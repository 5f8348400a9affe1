package io.blackroad.connect;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.control.Rule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The live rules of a cluster: what they are, and a change of some of them that leaves the others alone. One writer at a
 * time, as for {@link ControlWriter}.
 */
public final class RuleTable {
    private static final ControlTable<Rule> RULES = ControlTable.RULES;

    private final Supplier<ControlLog> log;
    private final SchemaRegistry registry;
    private final Clock clock;

    /** @param client settings of Kafka's clients: {@code bootstrap.servers}, and what security needs */
    public RuleTable(Map<String, String> client, SchemaRegistry registry) {
        this(() -> new KafkaControlLog(client), registry, Clock.systemUTC());
    }

    RuleTable(Supplier<ControlLog> log, SchemaRegistry registry, Clock clock) {
        this.log = log;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * The live rules by id; rows that cannot be read are left out.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be reached
     */
    public Map<String, Rule> read() {
        try (ControlLog open = log.get()) {
            HeldRows<Rule> held = held(open);
            Map<String, Rule> rules = new TreeMap<>();
            for (String id : held.ids()) {
                if (held.row(id) != null) {
                    rules.put(id, held.row(id));
                }
            }
            return rules;
        }
    }

    /**
     * Writes these rules, each with the next version of its row; those that say the same are left as they are.
     *
     * @return what was written
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be reached or refuses
     */
    public List<RowChange> write(List<Rule> rules) {
        try (ControlLog open = log.get()) {
            List<TableDiff.Edit<Rule>> edits = TableDiff.upserts(RULES, rules, held(open), clock.instant());
            FactWriter<Rule> writer = new FactWriter<>(
                    registry, RULES.topic().subject(), RULES.topic().type());
            List<ControlLog.Entry> entries = new ArrayList<>();
            for (TableDiff.Edit<Rule> edit : edits) {
                entries.add(new ControlLog.Entry(edit.change().id(), writer.write(edit.row())));
            }
            if (!entries.isEmpty()) {
                open.append(RULES.topic().name(), entries);
            }
            return edits.stream().map(TableDiff.Edit::change).toList();
        }
    }

    /**
     * Removes these rules; those that are not there are left out.
     *
     * @return what was removed
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be reached or refuses
     */
    public List<RowChange> remove(Collection<String> ids) {
        try (ControlLog open = log.get()) {
            List<String> there = held(open).ids().stream().filter(ids::contains).toList();
            if (!there.isEmpty()) {
                open.append(
                        RULES.topic().name(),
                        there.stream().map(id -> new ControlLog.Entry(id, null)).toList());
            }
            return there.stream()
                    .map(id -> new RowChange(RULES.name(), id, RowChange.Kind.REMOVED))
                    .toList();
        }
    }

    private HeldRows<Rule> held(ControlLog open) {
        FactReader<Rule> reader = new FactReader<>(registry, RULES.topic().type());
        return HeldRows.of(RULES, open.read(RULES.topic().name()), reader);
    }
}
