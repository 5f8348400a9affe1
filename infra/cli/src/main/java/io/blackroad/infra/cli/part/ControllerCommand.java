package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.fleet.RunningFleet;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code controller}. */
@Command(
        name = "controller",
        header = "Applies decisions to what really runs.",
        footer = {"", "Example: ./scale.sh controller --fleet --agents 1000"})
public final class ControllerCommand implements Callable<Integer> {
    @Option(
            names = "--fleet",
            required = true,
            description = "Apply them to a simulated fleet inside this process; nothing else can be controlled yet.")
    private boolean fleet;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Simulated agents that a new fleet starts with (default: 1000).")
    private String agents;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "HTTP interface that knows the replicas last applied (default: that of the running stack).")
    private String server;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public ControllerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(
                new Flags().with(Setting.AGENTS, agents, "--agents").with(Setting.SERVER_URL, server, "--server"));
        return new Alone(surroundings).run(steps -> start(settings, steps));
    }

    private Part start(Settings settings, Steps steps) {
        Steps.Step step = steps.begin("fleet", "waking " + settings.agents() + " agents");
        RunningFleet running = RunningFleet.start(settings, true);
        try {
            step.done(running.awaitAwake() + " agents awake");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Part.here("fleet", running::failure, running::close);
    }
}
