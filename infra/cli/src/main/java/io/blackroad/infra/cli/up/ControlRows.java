package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlTable;
import io.blackroad.connect.ControlTables;
import io.blackroad.connect.ControlWriter;
import io.blackroad.connect.RowChange;
import io.blackroad.connect.TopicTables;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.connect.database.Seed;
import io.blackroad.connect.database.StoredTables;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.capture.Captures;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.schema.SchemaRegistration;
import io.blackroad.schema.SchemaRegistry;
import java.util.List;
import java.util.Set;

/**
 * The control tables, before the streams decide by them. With a database the control file only fills it, and the topics get
 * its rows here only where they hold nothing: from then on change capture alone writes them, so that no older row ever
 * follows a newer one. It starts later and begins with a snapshot that says the same again.
 */
final class ControlRows {
    private static final int SHOWN = 5;

    private ControlRows() {}

    /** Returns the targets that the topics hold then. */
    static Set<String> prepare(UpPlan plan, Settings settings, Steps steps) {
        SchemaRegistry registry = Registries.client(settings);
        // Producers in other languages look schemas up; all are there before the first of them asks.
        SchemaRegistration.registerAll(registry);
        return plan.has(PostgresPart.NAME) ? database(plan, settings, steps) : file(plan, settings, registry, steps);
    }

    private static Set<String> file(UpPlan plan, Settings settings, SchemaRegistry registry, Steps steps) {
        Steps.Step control = steps.begin("control", "writing rules, targets, workers and prices that differ");
        List<RowChange> rows = new ControlWriter(settings.bootstrapServers(), registry).write(plan.control());
        control.done(rows.size() + " rows changed");
        return plan.targets();
    }

    private static Set<String> database(UpPlan plan, Settings settings, Steps steps) {
        Steps.Step control = steps.begin("control", "bringing the control database up to date");
        ControlDatabase database = Databases.of(settings);
        TopicTables topics = Captures.topics(settings);
        try {
            database.migrate();
            var versions = topics.ruleVersions();
            Seed seed = database.transaction(connection -> Seed.fill(connection, plan.control(), versions));
            ControlTables rows = database.transaction(StoredTables::read);
            List<RowChange> written = plan.has(ConnectPart.NAME) ? topics.fillEmpty(rows) : topics.copy(rows);
            control.done(seed.added().size() + " rows filled in, " + written.size() + " written to the topics");
            tellDifferences(plan, seed, steps);
            return topics.ids(ControlTable.TARGETS);
        } catch (DatabaseException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** Only of a file that somebody chose: the built-in one is nobody's wish. */
    private static void tellDifferences(UpPlan plan, Seed seed, Steps steps) {
        if (plan.settings().controlFile().isEmpty() || seed.differing().isEmpty()) {
            return;
        }
        List<String> rows = seed.differing().stream()
                .limit(SHOWN)
                .map(row -> row.table() + " " + row.id())
                .toList();
        String more =
                seed.differing().size() > SHOWN ? " and " + (seed.differing().size() - SHOWN) + " more" : "";
        steps.say("control    the database differs from "
                + plan.settings().controlFile().get() + " and stays as it is: " + String.join(", ", rows) + more
                + "; change it with ./scale.sh database sql");
    }
}
