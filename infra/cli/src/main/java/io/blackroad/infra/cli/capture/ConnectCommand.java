package io.blackroad.infra.cli.capture;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.DatabaseOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.ConnectProcess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code connect}. */
@Command(
        name = "connect",
        header = "Change capture alone: a Kafka Connect worker that brings the control database to the topics.",
        description = {
            "The tables must be there ('database apply') and the topics too ('topics apply'). A Connect of your own does "
                    + "the same with connectors/src/main/resources/control-database.json; docs/control-database.md tells how."
        },
        footer = {
            "",
            "Example: ./scale.sh connect --bootstrap-servers kafka:9092 --registry-url http://registry:8081"
                    + " --database-url jdbc:postgresql://db:5432/blackroad"
        })
public final class ConnectCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of its settings and log (default: ./data).")
    private String data;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port of its REST interface; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8083;

    private final Surroundings surroundings;

    public ConnectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(database.addedTo(new Flags().with(Setting.DATA_DIR, data, "--data")));
        Databases.of(settings);
        Path folder =
                surroundings.workingDirectory().resolve(settings.dataDir()).resolve("connect");
        return new Alone(surroundings).run(steps -> start(settings, folder, steps));
    }

    private Part start(Settings settings, Path folder, Steps steps) {
        Steps.Step step = steps.begin("connect", "waiting until the worker has taken the connector");
        ConnectProcess connect = Captures.start(settings, folder, port);
        step.done("ready");
        surroundings.out().println(connect.url());
        CaptureWatch watch = CaptureWatch.start(settings.withConnect(connect.url()), steps);
        return Part.process("connect", connect.pid(), connect::isAlive, () -> {
            watch.close();
            connect.close();
        });
    }
}
