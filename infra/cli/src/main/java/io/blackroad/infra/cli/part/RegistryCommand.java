package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.DataOption;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.RegistryProcess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry}. */
@Command(
        name = "registry",
        header = "A schema registry, for development: it asks nobody who they are.",
        footer = {"", "Example: ./scale.sh registry --port 8081"})
public final class RegistryCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8081;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public RegistryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings effective = settings.settings(data.addedTo(new Flags()));
        Path folder =
                surroundings.workingDirectory().resolve(effective.dataDir()).resolve("registry");
        return new Alone(surroundings).run(steps -> start(folder, steps));
    }

    private Part start(Path folder, Steps steps) {
        Steps.Step step = steps.begin("registry", "waiting until it answers");
        RegistryProcess registry = RegistryProcess.start(folder, host, port, progress -> {});
        step.done("ready");
        surroundings.out().println(registry.url());
        return Part.process("registry", registry.pid(), registry::isAlive, registry::close);
    }
}
