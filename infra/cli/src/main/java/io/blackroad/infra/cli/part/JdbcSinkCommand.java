package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.DatabaseOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.history.History;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.sink.jdbc.BatchPolicy;
import io.blackroad.sink.jdbc.JdbcSink;
import io.blackroad.sink.jdbc.JdbcSinkConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sink jdbc}. */
@Command(
        name = "jdbc",
        header = "Writes the fleet's history to PostgreSQL: tasks, decisions, cost by hour, rebalance plans.",
        description = {
            "Makes its tables in the schema fleet. Rows and offsets are written in one transaction, so each fact counts "
                    + "once whatever crashes. Start more of them with the same name to share the work."
        },
        footer = {"", "Example: ./scale.sh sink jdbc --database-url jdbc:postgresql://127.0.0.1:5432/blackroad"})
public final class JdbcSinkCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final ClusterOptions cluster;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Whose offsets it goes on from; sinks of one name share the work (default: ${DEFAULT-VALUE}).")
    private String name = History.NAME;

    @Option(
            names = "--keep-months",
            paramLabel = "N",
            description =
                    "Months of tasks that stay besides this one; older partitions become tables of their own (default: 12).")
    private String months;

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Surroundings surroundings;

    public JdbcSinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings =
                cluster.settings(database.addedTo(new Flags().with(Setting.HISTORY_MONTHS, months, "--keep-months")));
        List<String> wrong = metrics.errors();
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        JdbcSinkConfig config = History.config(settings, name, BatchPolicy.DEFAULT);
        return new Alone(surroundings).run(steps -> start(config, steps));
    }

    private Part start(JdbcSinkConfig config, Steps steps) {
        Steps.Step step = steps.begin("sink", "joining " + config.bootstrapServers());
        Runnable served = metrics.serve(surroundings);
        JdbcSink sink = new JdbcSink(config, metrics.meters(), InstantSource.system());
        sink.start();
        step.done("writing to " + config.database().url());
        return Part.here("sink", () -> sink.failure().map(Throwable::getMessage), () -> {
            sink.close();
            served.run();
        });
    }
}
