package io.blackroad.infra.cli.history;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.DatabaseOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.database.Rows;
import io.blackroad.infra.cli.database.RowsPage;
import io.blackroad.sink.database.DatabaseConfig;
import io.blackroad.sink.database.ScaledDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sql}. */
@Command(
        name = "sql",
        header = "Asks the fleet's history in PostgreSQL: what the sink wrote there.",
        description = {
            "Reads only, from a replica that is near enough to the primary when there is one. Tables are fleet.tasks, "
                    + "fleet.decisions, fleet.cost_hours and fleet.rebalance_plans; docs/history.md has more to ask."
        },
        footer = {"", "Example: ./scale.sh sql \"SELECT state, count(*) FROM fleet.tasks GROUP BY 1\""})
public final class AskCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "QUERY", description = "The query.")
    private List<String> query;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--replicas",
            paramLabel = "URL,...",
            description = "Streaming replicas to read from (setting history.replicas).")
    private String replicas;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows (default: ${DEFAULT-VALUE}).")
    private int limit = 1_000;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public AskCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        DatabaseConfig config = History.database(settings.settings(
                database.addedTo(new Flags().with(Setting.HISTORY_REPLICAS, replicas, "--replicas"))));
        Rows rows = surroundings.waiting("asking the history", () -> ask(config));
        (json ? RowsPage.json(rows) : RowsPage.table(rows)).forEach(surroundings.out()::println);
        if (rows.more()) {
            surroundings.err().println("there are more rows than " + limit + "; --limit N shows more");
        }
        return ExitCode.DONE;
    }

    private Rows ask(DatabaseConfig config) {
        if (limit < 1 || limit == Integer.MAX_VALUE) {
            throw new SettingsException(List.of("--limit " + limit + " must be at least 1"));
        }
        try (ScaledDatabase servers = new ScaledDatabase(config)) {
            servers.awaitLooks();
            return servers.read(connection -> Rows.of(connection, String.join(" ", query), limit));
        } catch (SQLException e) {
            throw new CommandFailure(config.url() + " answered: " + rootOf(e).getMessage(), e);
        }
    }

    /** The pool's own words say less than the server's. */
    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
