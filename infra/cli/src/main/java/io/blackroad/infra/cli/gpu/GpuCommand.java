package io.blackroad.infra.cli.gpu;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.query.ServerOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gpu}. */
@Command(
        name = "gpu",
        header = "GPU pools: who holds which card, who waits, which nodes are too many or too few.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {"", "Example: ./scale.sh gpu --region us-east"})
public final class GpuCommand implements Callable<Integer> {
    @Option(names = "--region", paramLabel = "REGION", description = "Only the pool of this region.")
    private String region;

    @Mixin
    private final ServerOptions server;

    public GpuCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        Map<String, String> query = region == null ? Map.of() : Map.of("region", region);
        server.print(server.client().get("/v1/gpu", query), GpuPage::lines);
        return ExitCode.DONE;
    }
}
