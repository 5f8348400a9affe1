package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.DataOption;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.vectors.ServedVectors;
import io.blackroad.sink.vector.VectorException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sink vectors}. */
@Command(
        name = "vectors",
        header = "Keeps agents' vectors in an embedded index and serves them.",
        description = {
            "Speaks the part of Pinecone's HTTP interface that upserts, searches, deletes and counts. It asks for the key "
                    + "vectors.token if that is set, and listens on this machine alone if it is not."
        },
        footer = {"", "Example: ./scale.sh sink vectors --data ./data --port 8004"})
public final class VectorSinkCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = ServedVectors.USUAL_PORT;

    @Option(names = "--dimensions", paramLabel = "N", description = "Numbers of a vector (default: 384).")
    private String dimensions;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public VectorSinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings effective = settings.settings(data.addedTo(new Flags()
                .with(Setting.HTTP_HOST, host, "--host")
                .with(Setting.VECTORS_DIMENSIONS, dimensions, "--dimensions")));
        requireGuarded(effective);
        Path folder =
                surroundings.workingDirectory().resolve(effective.dataDir()).resolve("vectors");
        return new Alone(surroundings).run(steps -> start(effective, folder, steps));
    }

    private static void requireGuarded(Settings settings) {
        try {
            if (settings.vectors().token().isEmpty()) {
                settings.access().requireGuarded(settings.httpHost());
            }
        } catch (IllegalStateException e) {
            throw new CommandFailure("sink vectors " + e.getMessage() + "; here the key is vectors.token", e);
        }
    }

    private Part start(Settings effective, Path folder, Steps steps) {
        Steps.Step step = steps.begin("vectors", "opening " + folder);
        try {
            ServedVectors served = ServedVectors.start(
                    folder,
                    effective.vectors().dimensions(),
                    effective.httpHost(),
                    port,
                    effective.vectors().token());
            step.done("listening");
            surroundings.out().println(served.url());
            return Part.here("vectors", Optional::empty, served::close);
        } catch (VectorException | IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
