package io.blackroad.infra.cli.capture;

import io.blackroad.connect.TableComparison;
import io.blackroad.connect.capture.CaptureException;
import io.blackroad.connect.capture.ConnectWorker;
import io.blackroad.connect.capture.Resnapshot;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.DatabaseOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.terminal.Progress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code connect resnapshot}. */
@Command(
        name = "resnapshot",
        header = "Makes the control topics hold what the database holds, whatever was lost in between.",
        description = {
            "Stops the connector, removes rows that only the topics have, makes a new replication slot and writes every "
                    + "row again. Readers keep the rows they have meanwhile. Exit code 1 if they are not equal at the end."
        },
        footer = {"", "Example: ./scale.sh connect resnapshot"})
public final class ResnapshotCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--connect-url",
            paramLabel = "URL",
            description =
                    "REST interface of the worker (default: that of the running stack, else http://127.0.0.1:8083).")
    private String connectUrl;

    private final Surroundings surroundings;

    public ResnapshotCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings =
                cluster.settings(database.addedTo(new Flags().with(Setting.CONNECT_URL, connectUrl, "--connect-url")));
        try (Progress progress = surroundings.progress()) {
            List<TableComparison> tables = new Resnapshot(
                            new ConnectWorker(settings.connectUrl()), Databases.of(settings), Captures.topics(settings))
                    .run(line -> {
                        progress.say(line);
                        progress.at(line, 0, 0);
                    });
            progress.idle();
            tables.forEach(this::print);
            return tables.stream().allMatch(TableComparison::same) ? ExitCode.DONE : ExitCode.FAILED;
        } catch (CaptureException | DatabaseException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void print(TableComparison table) {
        surroundings
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "%-10s %5d rows  %08x  %s",
                        table.table(),
                        table.rows(),
                        table.checksum(),
                        table.same() ? "equal" : "DIFFERS in " + table.differing()));
    }
}
