package io.blackroad.infra.cli.worker;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.query.ServerOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code worker}. */
@Command(
        name = "worker",
        header = "One worker: its state, its load, its agents, and who is on the way to it or from it.",
        footer = {"", "Example: ./scale.sh worker us-east-worker-1"})
public final class WorkerCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(index = "0", paramLabel = "ID", description = "The worker.")
    private String id;

    public WorkerCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        server.print(
                server.client().get("/v1/workers/" + ServerClient.segment(server.id(id)), Map.of()),
                WorkersPage::worker);
        return ExitCode.DONE;
    }
}
