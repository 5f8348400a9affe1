package io.blackroad.infra.cli.database;

import io.blackroad.connect.RowChange;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.connect.database.Seed;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.DatabaseOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code database}. */
@Command(
        name = "database",
        header = "The control database: rules, targets, prices and the rest, live.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh database sql \"UPDATE rules SET max_replicas = 60 WHERE id = 'api'\""})
public final class DatabaseCommand {

    /** {@code database apply}. */
    @Command(
            name = "apply",
            header = "Brings the tables to what this build needs and fills in rows that were never there.",
            description = {"Rows that the database has, or once had, are left alone: it rules, the file only begins."},
            footer = {
                "",
                "Example: ./scale.sh database apply --database-url jdbc:postgresql://db:5432/blackroad --control my.yaml"
            })
    public static final class Apply implements Callable<Integer> {
        @Option(
                names = "--control",
                paramLabel = "FILE",
                description = "Rules, targets, workers and prices as YAML (default: the scaling guide's).")
        private String control;

        @Mixin
        private final DatabaseOptions database = new DatabaseOptions();

        @Mixin
        private final SettingsOptions settings;

        private final Surroundings surroundings;

        public Apply(Surroundings surroundings) {
            this.surroundings = surroundings;
            this.settings = new SettingsOptions(surroundings);
        }

        @Override
        public Integer call() {
            Settings effective =
                    settings.settings(database.addedTo(new Flags().with(Setting.CONTROL_FILE, control, "--control")));
            var wanted = Databases.tables(effective.controlFile().map(surroundings.workingDirectory()::resolve));
            ControlDatabase found = Databases.of(effective);
            try {
                int migrations = found.migrate();
                Seed seed = found.transaction(connection -> Seed.fill(connection, wanted, Map.of()));
                seed.added().stream().map(RowChange::toString).forEach(surroundings.out()::println);
                seed.differing()
                        .forEach(row -> surroundings
                                .err()
                                .println(
                                        row.table() + " " + row.id() + " differs from the file; the database's stays"));
                surroundings
                        .err()
                        .println(migrations + " migrations, " + seed.added().size() + " rows filled in");
                return ExitCode.DONE;
            } catch (DatabaseException e) {
                throw new CommandFailure(e.getMessage(), e);
            }
        }
    }
}
