package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.CommandLogging;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AccessOptions;
import io.blackroad.infra.cli.config.DataOption;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.GatewayOptions;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.fleet.RunningFleet;
import io.blackroad.infra.cli.trace.TraceOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}. */
@Command(
        name = "up",
        header = "Everything in one command: broker, registry, streams and a simulated fleet that obeys the decisions.",
        description = {
            "Runs until Ctrl-C, which stops everything in order. What it knows stays in the data folder, and the next 'up' "
                    + "on the same folder continues. Decisions that change something are printed as they are made."
        },
        footer = {"", "Example: ./scale.sh up --agents 1000 --data ./data"})
public final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Simulated agents that a new fleet starts with (default: 1000).")
    private String agents;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--port", paramLabel = "P", description = "Port of the HTTP interface (default: 8000).")
    private String port;

    @Option(
            names = "--control",
            paramLabel = "FILE",
            description =
                    "Rules, targets, workers and prices as YAML, which fill the database where it never had a row (default: "
                            + "the scaling guide's).")
    private String control;

    @Option(
            names = "--without",
            paramLabel = "PART[,PART]",
            description =
                    "Embedded parts to leave out, and with them what needs them: database, connect, history, gateway, memory, "
                            + "vectors.")
    private String without;

    @Mixin
    private final TraceOptions trace;

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.trace = new TraceOptions(surroundings);
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings effective = settings.settings(access.addedTo(gateway.addedTo(data.addedTo(new Flags()
                .with(Setting.AGENTS, agents, "--agents")
                .with(Setting.HTTP_PORT, port, "--port")
                .with(Setting.CONTROL_FILE, control, "--control")
                .with(Setting.WITHOUT, without, "--without")))));
        Path folder = surroundings
                .workingDirectory()
                .resolve(effective.dataDir())
                .toAbsolutePath()
                .normalize();
        CommandLogging.toFile(folder.resolve("up.log"));
        List<EmbeddedPart> parts = EmbeddedParts.without(EmbeddedParts.all(), effective.without());
        requireGuarded(effective);
        UpPlan plan = new UpPlan(
                effective.withAccess(OwnAccess.added(effective.access(), folder)),
                folder,
                ShadowedTables.of(
                        Databases.tables(effective.controlFile().map(surroundings.workingDirectory()::resolve))),
                parts,
                trace.source());
        plan.checkTrace();
        RunningFleet.check(effective, plan.targets());
        return new Up(plan, surroundings).run();
    }

    private static void requireGuarded(Settings settings) {
        try {
            settings.access().requireGuarded(settings.httpHost());
        } catch (IllegalStateException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
