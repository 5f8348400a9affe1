package io.blackroad.infra.cli.up;

import io.blackroad.access.AccessSettings;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Main;
import io.blackroad.infra.cli.config.GatewaySettings;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams part in a JVM of its own: {@code kill -9} must hurt nobody else, and a restart must be cheap. */
final class StreamsProcess {
    static final String NAME = "streams";

    /** Restoring a big store takes its time; a healthy start takes a few seconds. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final UpPlan plan;
    private final Servers servers;
    private final Steps steps;
    private final ServerClient server;

    /** Targets that it must know before it counts as ready; null until that is known. */
    private volatile Set<String> expected;

    StreamsProcess(UpPlan plan, Servers servers, Steps steps) {
        this.plan = plan;
        this.servers = servers;
        this.steps = steps;
        this.server =
                new ServerClient(plan.serverUrl(), plan.settings().access().own());
    }

    /** Targets that the control topics hold, once they are written. */
    void expect(Set<String> targets) {
        expected = Set.copyOf(targets);
    }

    /** Starts it and waits until it can answer for every partition, and knows every target. */
    Part start() {
        Steps.Step step =
                steps.begin(NAME, "waiting until its state is restored and " + plan.serverUrl() + "/ready says so");
        ChildJvm jvm = ChildJvm.start(new ChildCommand(
                NAME,
                plan.folderOf(NAME),
                options(plan.folderOf(NAME)),
                ChildCommand.ownClassPath(),
                Main.class.getName(),
                arguments()));
        jvm.await(this::isReady, START_LIMIT);
        // Later starts find the topics as they are; an operator may have removed a target since.
        expected = Set.of();
        step.done("ready");
        return Part.process(NAME, jvm.pid(), jvm::isAlive, jvm::close);
    }

    private static List<String> options(Path folder) {
        List<String> options = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=logback-file.xml",
                "-Dblackroad.log=" + folder.resolve("streams.log")));
        if (Runtime.version().feature() >= 24) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    private List<String> arguments() {
        Settings settings = plan.settings();
        List<String> arguments = new ArrayList<>(List.of(
                "streams",
                "--bootstrap-servers=" + servers.bootstrapServers(),
                "--registry-url=" + servers.registryUrl(),
                "--host=" + settings.httpHost(),
                "--port=" + settings.httpPort(),
                "--data=" + plan.folder(),
                "--application-id=" + settings.applicationId(),
                "--group-protocol=" + settings.groupProtocol(),
                "--threads=" + settings.streamsThreads(),
                "--standbys=" + settings.streamsStandbys(),
                "--tick=" + settings.tick(),
                "--fresh=" + settings.fresh()));
        AccessSettings access = settings.access();
        if (access.asksForTokens()) {
            arguments.add("--access=" + OwnAccess.files(access));
            access.own().file().ifPresent(file -> arguments.add("--token=" + file));
        }
        arguments.add("--config=" + OwnAccess.settingsFile(access, plan.folderOf(NAME)));
        if (plan.hasGateway()) {
            arguments.addAll(gatewayArguments(settings.gateway()));
        }
        return arguments;
    }

    private List<String> gatewayArguments(GatewaySettings gateway) {
        List<String> arguments = new ArrayList<>(List.of(
                "--gateway",
                "--agent-rate=" + gateway.factsPerSecond(),
                "--new-agents=" + gateway.newAgentsPerMinute()));
        return arguments;
    }

    /** Control tables are read while they are written: a fleet that asked too early would miss targets. */
    private boolean isReady() {
        try {
            return expected != null
                    && server.ask("/ready", Map.of()).isOk()
                    && services().containsAll(expected);
        } catch (CommandFailure e) {
            return false;
        }
    }

    private Set<String> services() {
        Set<String> ids = new HashSet<>();
        server.get("/v1/services", Map.of())
                .path("items")
                .forEach(service -> ids.add(service.path("id").asText()));
        return ids;
    }
}
