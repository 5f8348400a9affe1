package io.blackroad.infra.cli.part;

import io.blackroad.access.InvalidAccessException;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.capture.SlotGauges;
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
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.streams.query.Extension;
import io.blackroad.streams.query.PortTakenException;
import io.blackroad.streams.runtime.RuntimeSettings;
import io.blackroad.streams.runtime.StreamsApp;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code streams}. */
@Command(
        name = "streams",
        header = "The streams part: facts in, load and decisions out, and the HTTP interface.",
        description = {"Start more of them with the same application id to share the work."},
        footer = {"", "Example: ./scale.sh streams --bootstrap-servers kafka:9092 --registry-url http://registry:8081"})
public final class StreamsCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on, which other instances must reach (default: 127.0.0.1).")
    private String host;

    @Option(names = "--port", paramLabel = "P", description = "Port of the HTTP interface (default: 8000).")
    private String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the state stores (default: ./data).")
    private String data;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            description = "Instances of one name share the work (default: blackroad-streams).")
    private String applicationId;

    @Option(names = "--group-protocol", paramLabel = "P", description = "classic or streams (default: classic).")
    private String groupProtocol;

    @Option(names = "--threads", paramLabel = "N", description = "Stream threads (default: 1).")
    private String threads;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            description = "Copies of each store on other instances (default: 0).")
    private String standbys;

    @Option(names = "--tick", paramLabel = "TIME", description = "How often load is summed up (default: 1s).")
    private String tick;

    @Option(
            names = "--fresh",
            paramLabel = "TIME",
            description = "Samples older than this are missing; more than agents' report interval (default: 5s).")
    private String fresh;

    @Option(names = "--gateway", description = "Take facts over HTTP on the same port, too: POST /v1/events.")
    private boolean withGateway;

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description = "File with the token, of the role operate, that this instance shows to the others.")
    private String token;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    private final Surroundings surroundings;

    public StreamsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(access.addedTo(gateway.addedTo(new Flags()
                .with(Setting.HTTP_HOST, host, "--host")
                .with(Setting.HTTP_PORT, port, "--port")
                .with(Setting.DATA_DIR, data, "--data")
                .with(Setting.APPLICATION_ID, applicationId, "--application-id")
                .with(Setting.GROUP_PROTOCOL, groupProtocol, "--group-protocol")
                .with(Setting.STREAMS_THREADS, threads, "--threads")
                .with(Setting.STREAMS_STANDBYS, standbys, "--standbys")
                .with(Setting.TICK, tick, "--tick")
                .with(Setting.FRESH, fresh, "--fresh")
                .with(Setting.TOKEN_FILE, token, "--token"))));
        return new Alone(surroundings).run(steps -> start(settings, steps));
    }

    private Part start(Settings settings, Steps steps) {
        List<SlotGauges> gauges = new ArrayList<>();
        Steps.Step step = steps.begin("streams", "joining " + settings.bootstrapServers());
        try {
            StreamsApp app = StreamsApp.start(runtime(settings), Registries.client(settings), meters -> {
                if (settings.hasDatabase()) {
                    gauges.add(SlotGauges.start(meters, settings));
                }
                return extension(settings, meters);
            });
            step.done("started");
            surroundings.out().println(app.url());
            return Part.here("streams", app::failure, () -> {
                gauges.forEach(SlotGauges::close);
                app.close();
            });
        } catch (InvalidAccessException | PortTakenException | IllegalStateException | SchemaRegistryException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Optional<Extension> extension(Settings settings, MeterRegistry meters) {
        return withGateway ? Optional.of(Gateways.extension(settings, meters)) : Optional.empty();
    }

    private RuntimeSettings runtime(Settings settings) {
        Map<String, String> kafka = new HashMap<>(settings.kafka());
        kafka.put("group.protocol", settings.groupProtocol());
        return new RuntimeSettings(
                settings.bootstrapServers(),
                settings.registryUrl(),
                settings.applicationId(),
                surroundings.workingDirectory().resolve(settings.dataDir()).resolve("streams/state"),
                settings.httpHost(),
                settings.httpPort(),
                settings.streamsThreads(),
                settings.streamsStandbys(),
                settings.tick(),
                settings.fresh(),
                settings.idle(),
                settings.access(),
                kafka);
    }
}
