package io.blackroad.infra.cli.database;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.DatabaseOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.terminal.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code database sql}: no machine needs a client of PostgreSQL to change a rule. */
@Command(
        name = "sql",
        header = "Runs statements in one transaction and prints the rows that they return.",
        description = {"What the tables refuse changes nothing and says why."},
        footer = {"", "Example: ./scale.sh database sql \"SELECT id, version, min_replicas, max_replicas FROM rules\""})
public final class SqlCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SQL", description = "The statements, in quotes.")
    private String sql;

    @Option(names = "--json", description = "Print each row as a JSON object on a line.")
    private boolean json;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public SqlCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        var found = Databases.of(settings.settings(database.addedTo(new Flags())));
        try (Connection connection = found.open();
                Statement statement = connection.createStatement();
                Progress progress = surroundings.progress()) {
            connection.setAutoCommit(false);
            progress.at("asking the database", 0, 0);
            boolean rows = statement.execute(sql);
            progress.idle();
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    print(statement.getResultSet());
                } else {
                    surroundings.err().println(statement.getUpdateCount() + " rows changed");
                }
                rows = statement.getMoreResults();
            }
            connection.commit();
            return ExitCode.DONE;
        } catch (SQLException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void print(ResultSet rows) throws SQLException {
        Rows found = Rows.read(rows, Integer.MAX_VALUE);
        (json ? RowsPage.json(found) : RowsPage.table(found)).forEach(surroundings.out()::println);
    }
}
