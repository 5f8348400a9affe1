package io.blackroad.infra.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.connect.TableComparison;
import io.blackroad.connect.capture.Resnapshot;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Prints how fast capture is; judges only that everything arrived. */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
class CaptureFiguresIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int UPDATES = 50;
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void updatesAndASnapshotArriveWhole() throws Exception {
        try (CaptureStack stack = new CaptureStack(folder)) {
            stack.startConnect();
            await().atMost(PATIENCE).until(stack::same);
            updates(stack);
            snapshot(stack);
        }
    }

    private static void updates(CaptureStack stack) throws SQLException {
        List<Long> millis = new ArrayList<>();
        try (TopicReader<Rule> rules = new TopicReader<>(stack, Topics.RULES);
                Connection connection = stack.database().open();
                Statement statement = connection.createStatement()) {
            for (int update = 1; update <= UPDATES; update++) {
                int before = rules.poll().size();
                long began = System.nanoTime();
                statement.execute("UPDATE rules SET cooldown_seconds = cooldown_seconds + 1 WHERE id = 'api'");
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> rules.poll().size() > before);
                millis.add((System.nanoTime() - began) / 1_000_000);
            }
            assertThat(rules.rows("api")).last().extracting(Rule::getVersion).isEqualTo(UPDATES + 1L);
        }
        millis.sort(null);
        System.out.println("UPDATE of a rule to its record readable, ms: p50 " + millis.get(UPDATES / 2) + ", p99 "
                + millis.get(UPDATES * 99 / 100));
    }

    private static void snapshot(CaptureStack stack) throws SQLException {
        stack.run("INSERT INTO workers (id, region, cpu_millis, memory_bytes) SELECT 'many-' || n, 'us-east', 4000, 1 "
                + "FROM generate_series(1, " + ROWS + ") n");
        await().atMost(PATIENCE).until(stack::same);
        long began = System.nanoTime();
        List<TableComparison> tables = new Resnapshot(stack.worker(), stack.database(), stack.topics()).run(line -> {});
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(tables).allMatch(TableComparison::same);
        int rows = tables.stream().mapToInt(TableComparison::rows).sum();
        assertThat(rows).isGreaterThan(ROWS);
        System.out.printf(
                "snapshot of %d rows, from stop to equal tables: %.1f s, %.0f rows/s%n", rows, seconds, rows / seconds);
    }
}
