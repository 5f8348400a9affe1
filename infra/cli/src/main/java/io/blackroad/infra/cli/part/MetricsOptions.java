package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.sink.http.MetricsServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a part that has no HTTP interface of its own serves its metrics. */
final class MetricsOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--metrics-port",
            paramLabel = "P",
            description = "Serve metrics for Prometheus at /metrics; 0 takes a free port (default: they are not "
                    + "served).")
    private Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "ADDRESS",
            description = "Address that they are served on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    /** Made when it is used: every command makes these options, and few measure. */
    private PrometheusMeterRegistry meters;

    boolean areWanted() {
        return port != null;
    }

    List<String> errors() {
        return port != null && (port < 0 || port > HIGHEST_PORT)
                ? List.of("--metrics-port '" + port + "' must be a port from 0 to " + HIGHEST_PORT)
                : List.of();
    }

    /** What is measured goes here. */
    PrometheusMeterRegistry meters() {
        if (meters == null) {
            meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
        return meters;
    }

    /**
     * Serves the metrics if that was asked for.
     *
     * @return ends it
     * @throws CommandFailure if the port is taken
     */
    Runnable serve(Surroundings surroundings) {
        if (port == null) {
            return () -> {};
        }
        try {
            MetricsServer server = MetricsServer.start(host, port, meters()::scrape);
            surroundings.err().println("metrics    http://" + host + ":" + server.port() + "/metrics");
            return server::close;
        } catch (UncheckedIOException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
