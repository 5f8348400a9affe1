package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.ReplicaTarget;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a controller runs, whatever it controls. */
final class LoopOptions {
    @Option(
            names = "--dry-run",
            description = "Only say what would be done with decisions that are not answered yet; nothing is written "
                    + "anywhere, and it may run beside the real controller.")
    private boolean dry;

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    boolean isDry() {
        return dry;
    }

    List<String> errors() {
        List<String> wrong = new ArrayList<>();
        if (dry && metrics.areWanted()) {
            wrong.add("--metrics-port is of no use with --dry-run, which counts nothing");
        }
        wrong.addAll(metrics.errors());
        return wrong;
    }

    ControllerLoop loop(
            ControllerConfig config, ReplicaTarget target, Leadership leadership, Surroundings surroundings) {
        return dry
                ? ControllerLoop.dryRun(config, target, Clock.systemUTC(), line -> say(line, surroundings))
                : new ControllerLoop(config, target, Clock.systemUTC(), leadership, metrics.meters());
    }

    /**
     * Serves the metrics if that was asked for.
     *
     * @return ends it
     * @throws io.blackroad.infra.cli.CommandFailure if the port is taken
     */
    Runnable serveMetrics(Surroundings surroundings) {
        return metrics.serve(surroundings);
    }

    private static void say(String line, Surroundings surroundings) {
        synchronized (surroundings.out()) {
            surroundings.out().println(line);
            surroundings.out().flush();
        }
    }
}
