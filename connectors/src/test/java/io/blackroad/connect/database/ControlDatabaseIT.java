package io.blackroad.connect.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlTable;
import io.blackroad.connect.ControlTables;
import io.blackroad.connect.RowChange;
import io.blackroad.connect.SeededTables;
import io.blackroad.infra.stack.PostgresProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control database on a real server: what fills it, what it refuses, and how it counts versions. */
class ControlDatabaseIT {
    @TempDir
    static Path folder;

    private static PostgresProcess postgres;
    private static int databases;
    private ControlDatabase database;

    @BeforeAll
    static void start() {
        postgres = PostgresProcess.start(folder, 0, line -> {});
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        String name = "control" + ++databases;
        ControlDatabase first = new ControlDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password());
        try (Connection connection = first.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        database = new ControlDatabase(postgres.jdbcUrl(name), postgres.user(), postgres.password());
        assertThat(database.migrate()).isEqualTo(7);
        assertThat(database.migrate()).isZero();
    }

    @Test
    void theFileBeginsAndTheDatabaseRules() throws SQLException {
        ControlTables wanted = ControlFile.defaults();
        assertThat(fill(wanted).added()).hasSize(243);
        assertSameContent(wanted, database.transaction(StoredTables::read));
        assertThat(fill(wanted)).isEqualTo(new Seed(List.of(), List.of()));

        run("UPDATE rules SET max_replicas = 60 WHERE id = 'api'");
        run("DELETE FROM gpu_nodes WHERE id = 'us-east-gpu-20'");
        Seed again = fill(wanted);
        assertThat(again.added()).as("deleted stays deleted").isEmpty();
        assertThat(again.differing()).containsExactly(new RowChange("rules", "api", RowChange.Kind.CHANGED));

        ControlTables more =
                ControlFile.parse("more", ControlFile.defaultText().replaceFirst("count: 50", "count: 51"));
        assertThat(fill(more).added())
                .containsExactly(new RowChange("workers", "us-east-worker-51", RowChange.Kind.ADDED));
    }

    @Test
    void tablesOfAnyFileComeBackAsTheyWere() {
        ControlTables wanted = SeededTables.of(System.nanoTime());
        fill(wanted);
        assertSameContent(wanted, database.transaction(StoredTables::read));
    }

    @Test
    void versionsRiseWithEachRealChangeAndNeverReturn() throws SQLException {
        database.transaction(connection -> Seed.fill(connection, ControlFile.defaults(), Map.of("worker", 7L)));
        assertThat(version("api")).isEqualTo(1);
        assertThat(version("worker")).as("goes on from what readers know").isEqualTo(8);

        run("UPDATE rules SET up_above_percent = 75 WHERE id = 'api'");
        assertThat(version("api")).isEqualTo(2);
        run("UPDATE rules SET up_above_percent = 75, version = 99 WHERE id = 'api'");
        assertThat(version("api")).as("nothing changed").isEqualTo(2);

        run("INSERT INTO rules (id, min_replicas, max_replicas, up_above_percent, down_below_percent, cooldown_seconds)"
                + " VALUES ('us-east/api', 1, 2, 70, 30, 60)");
        run("DELETE FROM rules WHERE id = 'us-east/api'");
        run("INSERT INTO rules (id, min_replicas, max_replicas, up_above_percent, down_below_percent, cooldown_seconds)"
                + " VALUES ('us-east/api', 1, 3, 70, 30, 60)");
        assertThat(version("us-east/api")).as("over delete and insert").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE rules SET min_replicas = 60 WHERE id = 'api'",
                "UPDATE rules SET min_replicas = 0 WHERE id = 'api'",
                "UPDATE rules SET up_above_percent = 20 WHERE id = 'api'",
                "UPDATE rules SET cooldown_seconds = 0 WHERE id = 'api'",
                "UPDATE rules SET max_replicas = NULL WHERE id = 'api'",
                "UPDATE rules SET kind = 'guid' WHERE id = 'api'",
                "UPDATE rules SET metric = 'disk' WHERE id = 'api'",
                "UPDATE rules SET parameters = '[]' WHERE id = 'api'",
                "UPDATE rules SET parameters = '{\"rate\": 4}' WHERE id = 'api'",
                "UPDATE rules SET parts = '[{\"kind\": \"guid\"}]' WHERE id = 'api'",
                "UPDATE rules SET parts = '[{\"kind\": \"pool\", \"x\": 1}]' WHERE id = 'api'",
                "DELETE FROM rules WHERE id = 'api'",
                "DELETE FROM regions WHERE id = 'us-east'",
                "UPDATE targets SET rule_id = 'nobody' WHERE id = 'us-east/api'",
                "UPDATE targets SET region = 'moon' WHERE id = 'us-east/api'",
                "INSERT INTO targets (region, service, rule_id) VALUES ('us-east', 'api', 'api')",
                "INSERT INTO targets (region, service, rule_id) VALUES ('us-east', 'A b', 'api')",
                "UPDATE workers SET memory_bytes = 0",
                "UPDATE gpu_nodes SET cards = 0",
                "UPDATE prices SET dollars = -1",
                "UPDATE prices SET unit = 'week'",
                "UPDATE prices SET valid_from = '2026-01-01 12:00:00+00'",
                "UPDATE prices SET tiers = '[{\"fromQuantity\": 5, \"dollars\": 1}, {\"fromQuantity\": 5, \"dollars\": 1}]'",
                "UPDATE phases SET active = true WHERE id = 'beta'",
                "UPDATE phases SET active = false",
                "UPDATE phases SET max_agents = 1 WHERE id = 'scale'",
                "UPDATE phases SET date = 'soon'",
                "UPDATE phases SET regions = -1",
                "UPDATE phases SET resources = '[{\"name\": \"worker\"}]'",
                "UPDATE phases SET resources = '[{\"name\": \"worker\", \"count\": 1.5}]'",
                "UPDATE phases SET resources = '[{\"name\": \"worker\", \"count\": 1, \"cpus\": 4}]'",
                "UPDATE budgets SET monthly_dollars = -1",
                "UPDATE alerts SET threshold = -1",
                "UPDATE alerts SET severity = 'loud'",
                "INSERT INTO alerts (id, threshold, for_seconds) VALUES ('Anything', 1, 1)",
                "INSERT INTO regions (id) VALUES ('Us East')",
                "INSERT INTO task_outbox (agent_id, task_id, change) VALUES ('a', 't', 'started')",
                "INSERT INTO task_outbox (agent_id, task_id, source) VALUES ('a', 't', '')"
            })
    void whatIsWrongByItselfIsRefused(String sql) {
        fill(ControlFile.defaults());
        ControlTables before = database.transaction(StoredTables::read);
        assertThatThrownBy(() -> run(sql)).isInstanceOf(DatabaseException.class);
        assertThat(database.<ControlTables>transaction(StoredTables::read)).isEqualTo(before);
    }

    @Test
    void whatIsRightIsTaken() throws SQLException {
        fill(ControlFile.defaults());
        run("UPDATE phases SET active = (id = 'beta')");
        run("UPDATE rules SET kind = 'panic', min_replicas = 0, parameters = '{\"window\": \"60s\"}' WHERE id = 'api'");
        run("UPDATE prices SET valid_from = '2026-02-01 00:00:00+00', rounding = 'up' WHERE item = 'vcpu'");
        run("INSERT INTO budgets (region, monthly_dollars) VALUES ('us-east', 100.5)");
        assertThat(text("SELECT id FROM prices WHERE item = 'vcpu'")).isEqualTo("railway/vcpu/2026-02-01");
        assertThat(text("SELECT string_agg(id, ' ' ORDER BY id) FROM budgets")).isEqualTo("fleet us-east");
    }

    private Seed fill(ControlTables wanted) {
        return database.transaction(connection -> Seed.fill(connection, wanted, Map.of()));
    }

    private static void assertSameContent(ControlTables wanted, ControlTables found) {
        ControlTable.IN_ORDER.forEach(table -> assertSameContent(table, wanted, found));
    }

    private static <R extends SpecificRecord> void assertSameContent(
            ControlTable<R> table, ControlTables wanted, ControlTables found) {
        List<R> right = table.rows().apply(found);
        assertThat(right).as(table.name()).hasSameSizeAs(table.rows().apply(wanted));
        for (R row : table.rows().apply(wanted)) {
            assertThat(right).as(table.name()).anyMatch(other -> table.sameContent(row, other));
        }
    }

    private long version(String rule) throws SQLException {
        return Long.parseLong(text("SELECT version FROM rules WHERE id = '" + rule + "'"));
    }

    private String text(String query) {
        return database.transaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                return rows.next() ? rows.getString(1) : null;
            }
        });
    }

    private void run(String sql) {
        database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
