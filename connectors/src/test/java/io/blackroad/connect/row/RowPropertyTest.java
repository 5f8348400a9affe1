package io.blackroad.connect.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.connect.ControlTable;
import io.blackroad.connect.ControlTables;
import io.blackroad.connect.SeededTables;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A record written as a row reads as the same record, and a wrong row is told by its column. */
class RowPropertyTest {

    @Property(tries = 50)
    void everyTableComesBack(@ForAll long seed) {
        ControlTables tables = SeededTables.of(seed);
        ControlTable.IN_ORDER.forEach(table -> comesBack(table, tables));
    }

    private static <R extends SpecificRecord> void comesBack(ControlTable<R> table, ControlTables tables) {
        RowReader<R> reader = new RowReader<>(table.topic().type());
        for (R row : table.rows().apply(tables)) {
            assertThat(reader.read(RowWriter.columns(row)::get)).isEqualTo(row);
        }
    }

    @Test
    void jsonColumnsAndMoneyAreReadAsPeopleWriteThem() {
        Map<String, Object> columns = rule();
        columns.put("parameters", "{\"limits.rate\": \"4\"}");
        columns.put(
                "parts", "[{\"kind\": \"backlog\", \"parameters\": {\"perReplica\": \"20\"}}, {\"kind\": \"pool\"}]");
        Rule rule = new RowReader<>(Rule.class).read(columns::get);
        assertThat(rule.getParameters()).containsExactly(Map.entry("limits.rate", "4"));
        assertThat(rule.getParts()).hasSize(2);
        assertThat(rule.getParts().get(0).getKind()).isEqualTo(RuleKind.BACKLOG);
        assertThat(rule.getParts().get(0).getParameters()).containsEntry("perReplica", "20");
        assertThat(rule.getParts().get(1).getParameters()).isEmpty();
        assertThat(rule.getConfirmSeconds()).as("default").isEqualTo(60);

        Price price = new RowReader<>(Price.class)
                .read(Map.<String, Object>of(
                        "id",
                        "r/vcpu/2026-01-01",
                        "provider",
                        "r",
                        "item",
                        "vcpu",
                        "unit",
                        "minute",
                        "dollars",
                        "0.000463",
                        "valid_from",
                        "2026-01-01T00:00:00Z",
                        "updated_at",
                        "2026-01-02T00:00:00.000001Z",
                        "tiers",
                        "[{\"fromQuantity\": 1000, \"dollars\": 0.0000004}]")::get);
        assertThat(price.getNanoDollars()).isEqualTo(463_000);
        assertThat(price.getTiers().get(0).getFromQuantity()).isEqualTo(1_000);
        assertThat(price.getTiers().get(0).getNanoDollars()).isEqualTo(400);
    }

    @Test
    void aWrongColumnIsNamed() {
        RowReader<Rule> reader = new RowReader<>(Rule.class);
        assertThatThrownBy(() -> reader.read(changed("kind", "guid")::get))
                .hasMessageStartingWith("Rule: column kind: there is no guid");
        assertThatThrownBy(() -> reader.read(changed("max_replicas", null)::get))
                .hasMessage("Rule: column max_replicas has no value");
        assertThatThrownBy(() -> reader.read(changed("max_replicas", "3000000000")::get))
                .hasMessageStartingWith("Rule: column max_replicas: ");
        assertThatThrownBy(() -> reader.read(changed("parameters", "{")::get))
                .hasMessageStartingWith("Rule: column parameters: not JSON");
        assertThat(ColumnNames.column(Target.getClassSchema().getField("replicaNanoDollarsPerHour")))
                .isEqualTo("replica_dollars_per_hour");
    }

    private static Map<String, Object> changed(String column, Object value) {
        Map<String, Object> columns = rule();
        columns.put(column, value);
        return columns;
    }

    private static Map<String, Object> rule() {
        return new HashMap<>(Map.of(
                "id",
                "api",
                "kind",
                "guide",
                "version",
                3L,
                "min_replicas",
                5,
                "max_replicas",
                50,
                "up_above_percent",
                70,
                "down_below_percent",
                30,
                "cooldown_seconds",
                300,
                "updated_at",
                "2026-01-02T03:04:05.000006Z"));
    }
}
