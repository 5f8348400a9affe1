package io.blackroad.infra.cli.query;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
        name = "status",
        header = "What runs, how loaded it is, what was scaled and what it costs.",
        footer = {"", "Example: ./scale.sh status --watch"})
public final class StatusCommand implements Callable<Integer> {
    private static final Duration REDRAW = Duration.ofSeconds(1);

    @Mixin
    private final ServerOptions server;

    @Option(names = "--watch", description = "Draw it anew each second until Ctrl-C.")
    private boolean watch;

    private final Surroundings surroundings;

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ServerClient client = server.client();
        if (!watch) {
            draw(client);
            return ExitCode.DONE;
        }
        do {
            redraw(client);
        } while (surroundings.pause().waitFor(REDRAW));
        return ExitCode.DONE;
    }

    /** A server that restarts is no reason to stop watching it. */
    private void redraw(ServerClient client) {
        if (!server.json() && surroundings.terminal().out()) {
            surroundings.out().print(Terminal.HOME_AND_CLEAR);
        }
        try {
            draw(client);
        } catch (CommandFailure e) {
            surroundings.err().println(e.getMessage());
        }
    }

    private void draw(ServerClient client) {
        server.print(client.get("/v1/status", Map.of()), status -> new StatusPage(status, surroundings.zone()).lines());
    }
}
