package io.blackroad.infra.cli.doctor;

import io.blackroad.connect.TableComparison;
import io.blackroad.connect.TopicTables;
import io.blackroad.connect.capture.CaptureException;
import io.blackroad.connect.capture.CaptureHealth;
import io.blackroad.connect.capture.ConnectWorker;
import io.blackroad.connect.capture.Slot;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.connect.database.StoredTables;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.capture.Captures;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The control database and its way to the topics; no check at all where there is none. */
final class DatabaseChecks {
    private static final String REPAIR = "./scale.sh connect resnapshot";
    private static final Duration LOOK = Duration.ofMillis(500);

    /** A row on its way is no difference; it takes less than this. */
    private static final int LOOKS = 10;

    private final Settings settings;
    private final Surroundings surroundings;

    DatabaseChecks(Settings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
    }

    List<Check> all() {
        return settings.hasDatabase()
                ? List.of(
                        Check.one("database", null, this::database),
                        new Check("connect", "database", () -> asked(this::capture)),
                        new Check("control", "database", () -> asked(this::control)))
                : List.of();
    }

    private Finding database() {
        try {
            Databases.of(settings).transaction(StoredTables::read);
            return Finding.ok(settings.databaseUrl(), "answers");
        } catch (DatabaseException e) {
            return Finding.wrong(
                    settings.databaseUrl(),
                    "does not answer as a control database: " + e.getMessage(),
                    "start it, or name the right one with BLACKROAD_DATABASE_URL, _USER and _PASSWORD");
        }
    }

    private List<Finding> capture() {
        String where = settings.connectUrl().toString();
        List<Finding> wrong =
                CaptureHealth.problems(new ConnectWorker(settings.connectUrl()), Databases.of(settings)).stream()
                        .map(problem -> Finding.wrong(where, problem, REPAIR + ", once the reason is gone"))
                        .toList();
        return Finding.allOr(wrong, where, "the connector runs; " + retained());
    }

    private String retained() {
        return Slot.of(Databases.of(settings)).map(Slot::lag).orElse("no slot");
    }

    private List<Finding> control() {
        List<TableComparison> tables = rows();
        for (int look = 1; look < LOOKS && !same(tables) && surroundings.pause().waitFor(LOOK); look++) {
            tables = rows();
        }
        if (same(tables)) {
            int rows = tables.stream().mapToInt(TableComparison::rows).sum();
            return List.of(Finding.ok(
                    settings.databaseUrl(), rows + " rows, equal in tables and topics by count and checksum"));
        }
        return tables.stream()
                .filter(table -> !table.same())
                .map(table -> Finding.wrong("control.public." + table.table(), table.difference(), REPAIR))
                .toList();
    }

    private List<TableComparison> rows() {
        ControlDatabase database = Databases.of(settings);
        TopicTables topics = Captures.topics(settings);
        return topics.compare(database.transaction(StoredTables::read));
    }

    private static boolean same(List<TableComparison> tables) {
        return tables.stream().allMatch(TableComparison::same);
    }

    private static List<Finding> asked(Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (DatabaseException | CaptureException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
