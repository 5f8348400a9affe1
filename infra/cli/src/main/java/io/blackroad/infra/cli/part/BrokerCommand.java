package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.DataOption;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.BrokerProcess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code broker}. */
@Command(
        name = "broker",
        header = "A Kafka broker on 127.0.0.1, for development.",
        footer = {"", "Example: ./scale.sh broker --port 9092"})
public final class BrokerCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 9092;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public BrokerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings effective = settings.settings(data.addedTo(new Flags()));
        Path folder =
                surroundings.workingDirectory().resolve(effective.dataDir()).resolve("broker");
        return new Alone(surroundings).run(steps -> start(folder, steps));
    }

    private Part start(Path folder, Steps steps) {
        Steps.Step step = steps.begin("broker", "waiting until it answers");
        BrokerProcess broker = BrokerProcess.start(folder, port, progress -> {});
        step.done("ready");
        surroundings.out().println(broker.bootstrapServers());
        return Part.process("broker", broker.pid(), broker::isAlive, broker::close);
    }
}
