package io.blackroad.infra.cli.worker;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.query.ServerOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code workers}. */
@Command(
        name = "workers",
        header = "Workers of each region: their state and load, and the rebalance that is under way.",
        footer = {"", "Example: ./scale.sh workers --region us-east"})
public final class WorkersCommand implements Callable<Integer> {
    @Option(names = "--region", paramLabel = "REGION", description = "Only the workers of this region.")
    private String region;

    @Mixin
    private final ServerOptions server;

    public WorkersCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        Map<String, String> query = region == null ? Map.of() : Map.of("region", region);
        server.print(server.client().get("/v1/workers", query), WorkersPage::regions);
        return ExitCode.DONE;
    }
}
