package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AskedOptions;
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
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    /** What decisions can be applied to. */
    enum Adapter {
        fleet,
        webhook,
        kubernetes,
        keda,
        railway
    }

    @Option(
            names = "--adapter",
            required = true,
            paramLabel = "ADAPTER",
            description = "What they are applied to: fleet (a simulated one inside this process), webhook (a program "
                    + "of yours that takes HTTP requests), kubernetes (Deployments and StatefulSets), keda (told to KEDA, "
                    + "which scales) or railway (services there).")
    private Adapter adapter;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the controller, which its place in the decisions belongs to (default: the adapter). "
                    + "One process acts under it at a time.")
    private String name;

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Mixin
    private final LoopOptions loops = new LoopOptions();

    @Mixin
    private final WebhookOptions webhook = new WebhookOptions();

    @Mixin
    private final KubernetesAccess access = new KubernetesAccess();

    @Mixin
    private final KubernetesOptions kubernetes = new KubernetesOptions(access);

    @Mixin
    private final KedaOptions keda = new KedaOptions(access);

    @Mixin
    private final RailwayOptions railway = new RailwayOptions();

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Simulated agents that a new fleet starts with (default: 1000).")
    private String agents;

    @Mixin
    private final AskedOptions asked = new AskedOptions();

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;
    private final Map<Adapter, AdapterOptions> adapters = new EnumMap<>(Adapter.class);

    public ControllerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
        adapters.put(Adapter.webhook, webhook);
        adapters.put(Adapter.kubernetes, kubernetes);
        adapters.put(Adapter.keda, keda);
        adapters.put(Adapter.railway, railway);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(asked.addedTo(new Flags().with(Setting.AGENTS, agents, "--agents")));
        List<String> wrong = new ArrayList<>(loops.errors());
        Map<TargetId, String> named = targets.parse(wrong);
        refuseForeign(wrong);
        if (adapter == Adapter.fleet) {
            if (!wrong.isEmpty()) {
                throw new SettingsException(wrong);
            }
            return new Alone(surroundings).run(steps -> startFleet(settings, steps));
        }
        String called = name == null ? adapter.name() : name;
        AdapterOptions.Asked what = new AdapterOptions.Asked(
                called,
                named,
                surroundings.environment(),
                settings.serverUrl(),
                settings.access().own(),
                loops.isDry());
        AdapterOptions.Opening opening = adapters.get(adapter).check(what, wrong);
        ControllerConfig config = config(settings, called, adapters.get(adapter).observeEvery());
        return new Alone(surroundings).run(steps -> start(config, opening, steps));
    }

    /** Options of other adapters would do nothing, which nobody should have to find out. */
    private void refuseForeign(List<String> wrong) {
        adapters.forEach((other, options) -> {
            if (other != adapter) {
                options.given().forEach(flag -> wrong.add(flag + " belongs to --adapter " + other));
            }
        });
        if (adapter != Adapter.kubernetes && adapter != Adapter.keda) {
            access.given().forEach(flag -> wrong.add(flag + " belongs to --adapter kubernetes and keda"));
        }
        if (adapter == Adapter.fleet) {
            if (!targets.isEmpty() || name != null) {
                wrong.add("--target and --name do not go with --adapter fleet, which runs every target");
            }
        } else if (agents != null) {
            wrong.add("--agents belongs to --adapter fleet");
        }
    }

    private static ControllerConfig config(Settings settings, String name, Duration observeEvery) {
        Duration reportEvery = observeEvery.compareTo(REPORT_EVERY) > 0 ? observeEvery : REPORT_EVERY;
        try {
            return ControllerConfig.of(settings.bootstrapServers(), Registries.client(settings), name)
                    .withClient(settings.kafka())
                    .withIntervals(observeEvery, reportEvery);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    private Part start(ControllerConfig config, AdapterOptions.Opening opening, Steps steps) {
        Steps.Step step = steps.begin("controller", "joining " + config.bootstrapServers());
        Runnable metrics = loops.serveMetrics(surroundings);
        AdapterOptions.Opened opened = opening.open();
        ControllerLoop loop = loops.loop(config, opened.target(), opened.leadership(), surroundings);
        loop.start();
        step.done((loops.isDry() ? "dry run, nothing is written; without it: " : "") + opened.says());
        return Part.here("controller", () -> loop.failure().map(Throwable::getMessage), () -> {
            loop.close();
            opened.close().run();
            metrics.run();
        });
    }

    private Part startFleet(Settings settings, Steps steps) {
        Steps.Step step = steps.begin("fleet", "waking " + settings.agents() + " agents");
        Runnable metrics = loops.serveMetrics(surroundings);
        RunningFleet running = RunningFleet.start(
                settings, true, (config, target) -> loops.loop(config, target, Leadership.ALONE, surroundings));
        try {
            step.done(running.awaitAwake() + " agents awake");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Part.here("fleet", running::failure, () -> {
            running.close();
            metrics.run();
        });
    }
}
