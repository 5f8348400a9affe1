package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}. */
@Command(
        name = "explain",
        header = "A decision, its evidence, and whether the evidence gives the same decision again.",
        description = {"Exit code 1 when it gives another one; the differences are printed."},
        footer = {"", "Example: ./scale.sh explain us-east.api.1"})
public final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The decision, as the last column of 'decisions' names it.")
    private String id;

    public ExplainCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode decision = server.client().get("/v1/decisions/" + ServerClient.segment(server.id(id)), Map.of());
        server.print(decision, ExplanationPage::lines);
        return decision.path("explanation").path("equal").asBoolean(false) ? ExitCode.DONE : ExitCode.FAILED;
    }
}
