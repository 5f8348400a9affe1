package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.sink.trace.TraceSink;
import io.blackroad.sink.trace.TraceSinkConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sink traces}. */
@Command(
        name = "traces",
        header = "Sends decisions and what controllers made of them to an OpenTelemetry collector.",
        description = {
            "A span for each decision or hold and one for its answer, by OTLP over HTTP, in the trace of a fact that led to "
                    + "the decision where facts carry one. Credentials of the collector are in the environment, as "
                    + "OTEL_EXPORTER_OTLP_HEADERS."
        },
        footer = {"", "Example: ./scale.sh sink traces --otlp-endpoint http://127.0.0.1:4318"})
public final class TraceSinkCommand implements Callable<Integer> {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description = "The collector, without /v1/traces (default: " + ENDPOINT + ", else http://127.0.0.1:4318).")
    private String endpoint;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public TraceSinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(new Flags());
        TraceSinkConfig config = config(settings);
        return new Alone(surroundings).run(steps -> start(settings, config, steps));
    }

    private TraceSinkConfig config(Settings settings) {
        String collector = endpoint != null
                ? endpoint
                : surroundings.environment().getOrDefault(ENDPOINT, "http://127.0.0.1:4318");
        try {
            return new TraceSinkConfig(settings.bootstrapServers(), settings.kafka(), URI.create(collector), headers());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    /** As OpenTelemetry's exporters read it: name=value, separated by commas, values percent-encoded. */
    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (String pair : surroundings.environment().getOrDefault(HEADERS, "").split(",")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(HEADERS + " must be name=value,name=value");
                }
                headers.put(
                        pair.substring(0, equals).strip(),
                        URLDecoder.decode(pair.substring(equals + 1).strip(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    private Part start(Settings settings, TraceSinkConfig config, Steps steps) {
        Steps.Step step = steps.begin("traces", "from " + settings.bootstrapServers() + " to " + config.collector());
        TraceSink sink = new TraceSink(config, Registries.client(settings));
        sink.start();
        step.done("running");
        return Part.here("traces", () -> sink.failure().map(Throwable::getMessage), sink::close);
    }
}
