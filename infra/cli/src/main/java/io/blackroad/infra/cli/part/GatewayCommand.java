package io.blackroad.infra.cli.part;

import io.blackroad.access.InvalidAccessException;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AccessOptions;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.GatewayOptions;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.producer.gateway.GatewayServer;
import io.blackroad.producer.sdk.InvalidSettingsException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway}. */
@Command(
        name = "gateway",
        header = "The HTTP gateway alone: POST /v1/events for agents in any language.",
        description = {
            "Starts without Kafka too: it answers 503 until it has joined it, and /ready says what it waits for."
        },
        footer = {"", "Example: ./scale.sh gateway --bootstrap-servers kafka:9092 --registry-url http://registry:8081"})
public final class GatewayCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String host;

    @Option(names = "--port", paramLabel = "P", description = "Port to listen on; 0 takes a free one (default: 8002).")
    private String port;

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    private final Surroundings surroundings;

    public GatewayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(access.addedTo(gateway.addedTo(
                new Flags().with(Setting.HTTP_HOST, host, "--host").with(Setting.GATEWAY_PORT, port, "--port"))));
        return new Alone(surroundings).run(steps -> start(settings, steps));
    }

    private Part start(Settings settings, Steps steps) {
        Steps.Step step = steps.begin("gateway", "joining " + settings.bootstrapServers());
        try {
            GatewayServer server = GatewayServer.start(
                    Gateways.config(settings),
                    Registries.client(settings),
                    settings.httpHost(),
                    settings.gateway().port());
            step.done("listening; " + server.url() + "/ready says when it takes facts");
            surroundings.out().println(server.url());
            return Part.here("gateway", Optional::empty, server::close);
        } catch (InvalidAccessException | InvalidSettingsException | KafkaException | IllegalStateException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
