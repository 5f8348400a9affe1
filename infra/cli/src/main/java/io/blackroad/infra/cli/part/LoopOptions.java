package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.http.MetricsServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a controller runs, whatever it controls. */
final class LoopOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--dry-run",
            description = "Only say what would be done with decisions that are not answered yet; nothing is written "
                    + "anywhere, and it may run beside the real controller.")
    private boolean dry;

    @Option(
            names = "--metrics-port",
            paramLabel = "P",
            description =
                    "Serve the controller's metrics for Prometheus at /metrics; 0 takes a free port (default: they "
                            + "are not served).")
    private Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "ADDRESS",
            description = "Address that they are served on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    boolean isDry() {
        return dry;
    }

    List<String> errors() {
        List<String> wrong = new ArrayList<>();
        if (dry && port != null) {
            wrong.add("--metrics-port is of no use with --dry-run, which counts nothing");
        }
        if (port != null && (port < 0 || port > HIGHEST_PORT)) {
            wrong.add("--metrics-port '" + port + "' must be a port from 0 to " + HIGHEST_PORT);
        }
        return wrong;
    }

    ControllerLoop loop(
            ControllerConfig config, ReplicaTarget target, Leadership leadership, Surroundings surroundings) {
        return dry
                ? ControllerLoop.dryRun(config, target, Clock.systemUTC(), line -> say(line, surroundings))
                : new ControllerLoop(config, target, Clock.systemUTC(), leadership, meters);
    }

    /**
     * Serves the metrics if that was asked for.
     *
     * @return ends it
     * @throws CommandFailure if the port is taken
     */
    Runnable serveMetrics(Surroundings surroundings) {
        if (port == null) {
            return () -> {};
        }
        try {
            MetricsServer server = MetricsServer.start(host, port, meters::scrape);
            surroundings.err().println("metrics    http://" + host + ":" + server.port() + "/metrics");
            return server::close;
        } catch (UncheckedIOException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private static void say(String line, Surroundings surroundings) {
        synchronized (surroundings.out()) {
            surroundings.out().println(line);
            surroundings.out().flush();
        }
    }
}
