package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.fleet.RunningFleet;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.sink.webhook.WebhookConfig;
import io.blackroad.sink.webhook.WebhookTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code controller}. */
@Command(
        name = "controller",
        header = "Applies decisions to what really runs.",
        footer = {"", "Example: ./scale.sh controller --adapter fleet --agents 1000"})
public final class ControllerCommand implements Callable<Integer> {
    private static final String WEBHOOK = "webhook";
    private static final Duration OBSERVE_EVERY = Duration.ofSeconds(2);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    /** What decisions can be applied to. */
    enum Adapter {
        fleet,
        webhook
    }

    @Option(
            names = "--adapter",
            required = true,
            paramLabel = "ADAPTER",
            description = "What they are applied to: fleet (a simulated one inside this process) or webhook (a program "
                    + "of yours that takes HTTP requests).")
    private Adapter adapter;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Name of the controller of a webhook; one process runs under it at a time (default: webhook).")
    private String name;

    @Mixin
    private final WebhookOptions webhook = new WebhookOptions();

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
        return switch (adapter) {
            case fleet -> {
                if (!webhook.isEmpty() || name != null) {
                    throw new SettingsException(
                            List.of("--webhook-url, --target and --name belong to --adapter webhook"));
                }
                yield new Alone(surroundings).run(steps -> startFleet(settings, steps));
            }
            case webhook -> {
                if (agents != null || server != null) {
                    throw new SettingsException(List.of("--agents and --server belong to --adapter fleet"));
                }
                WebhookConfig receiver = webhook.config(surroundings.environment());
                ControllerConfig config = config(settings);
                yield new Alone(surroundings).run(steps -> startWebhook(config, receiver, steps));
            }
        };
    }

    private ControllerConfig config(Settings settings) {
        try {
            return ControllerConfig.of(
                            settings.bootstrapServers(), Registries.client(settings), name == null ? WEBHOOK : name)
                    .withClient(settings.kafka())
                    .withIntervals(OBSERVE_EVERY, REPORT_EVERY);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    private static Part startWebhook(ControllerConfig config, WebhookConfig receiver, Steps steps) {
        Steps.Step step = steps.begin(WEBHOOK, "joining " + config.bootstrapServers());
        ControllerLoop loop =
                new ControllerLoop(config, new WebhookTarget(receiver, Clock.systemUTC()), Clock.systemUTC());
        loop.start();
        step.done("posts decisions on " + receiver.targets() + " to " + receiver.url());
        return Part.here(WEBHOOK, () -> loop.failure().map(Throwable::getMessage), loop::close);
    }

    private Part startFleet(Settings settings, Steps steps) {
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
