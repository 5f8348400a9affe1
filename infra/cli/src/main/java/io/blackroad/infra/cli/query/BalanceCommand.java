package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code balance}. */
@Command(
        name = "balance",
        header = "Every fact that was appended, accounted for: applied, duplicate, late, dead letter or pending.",
        description = {"Exit code 1 when the sums differ."},
        footer = {"", "Example: ./scale.sh balance"})
public final class BalanceCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    public BalanceCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode balance = server.client().get("/v1/balance", Map.of());
        server.print(balance, BalancePage::lines);
        return balance.path("balanced").asBoolean(false) ? ExitCode.DONE : ExitCode.FAILED;
    }
}
