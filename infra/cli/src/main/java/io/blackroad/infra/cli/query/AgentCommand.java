package io.blackroad.infra.cli.query;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code agent}. */
@Command(
        name = "agent",
        header = "One agent: where it runs, its state, its load and its tasks.",
        footer = {"", "Example: ./scale.sh agent us-east-api-0-0"})
public final class AgentCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(index = "0", paramLabel = "ID", description = "The agent.")
    private String id;

    public AgentCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        server.print(
                server.client().get("/v1/agents/" + ServerClient.segment(server.id(id)), Map.of()),
                agent -> Fields.lines(agent, ""));
        return ExitCode.DONE;
    }
}
