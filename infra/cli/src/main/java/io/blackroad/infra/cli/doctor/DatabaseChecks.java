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
                        new Check("database", null, () -> asked(this::database)),
                        new Check("connect", "database", () -> asked(this::capture)),
                        new Check("control", "database", () -> asked(this::control)))
                : List.of();
    }

    private Finding database() {
        int rows = rows().size();
        return Finding.ok(settings.databaseUrl() + " answers, " + rows + " tables");
    }

    private Finding capture() {
        List<String> problems =
                CaptureHealth.problems(new ConnectWorker(settings.connectUrl()), Databases.of(settings));
        return problems.isEmpty()
                ? Finding.ok("the connector runs on " + settings.connectUrl() + "; " + retained())
                : Finding.wrong(String.join("; ", problems), REPAIR);
    }

    private String retained() {
        return Slot.of(Databases.of(settings)).map(Slot::lag).orElse("no slot");
    }

    private Finding control() {
        List<TableComparison> tables = rows();
        for (int look = 1; look < LOOKS && !same(tables) && surroundings.pause().waitFor(LOOK); look++) {
            tables = rows();
        }
        if (same(tables)) {
            int rows = tables.stream().mapToInt(TableComparison::rows).sum();
            return Finding.ok(rows + " rows, equal in tables and topics by count and checksum");
        }
        List<String> different = tables.stream()
                .filter(table -> !table.same())
                .map(TableComparison::difference)
                .toList();
        return Finding.wrong(String.join("; ", different), REPAIR);
    }

    private List<TableComparison> rows() {
        ControlDatabase database = Databases.of(settings);
        TopicTables topics = Captures.topics(settings);
        return topics.compare(database.transaction(StoredTables::read));
    }

    private static boolean same(List<TableComparison> tables) {
        return tables.stream().allMatch(TableComparison::same);
    }

    private static Finding asked(Supplier<Finding> look) {
        try {
            return look.get();
        } catch (DatabaseException | CaptureException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
