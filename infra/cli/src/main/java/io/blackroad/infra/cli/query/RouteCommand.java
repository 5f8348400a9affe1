package io.blackroad.infra.cli.query;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code route}. */
@Command(
        name = "route",
        header = "Where an agent belongs: region and its URL, memory shard, vector namespace.",
        footer = {"", "Example: ./scale.sh route agent-42"})
public final class RouteCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent's id; it need not run.")
    private String agent;

    public RouteCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        server.print(
                server.client().get("/v1/route/" + ServerClient.segment(server.id(agent)), Map.of()),
                route -> Fields.lines(route, ""));
        return ExitCode.DONE;
    }
}
