package io.blackroad.infra.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.ControlTables;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.query.ServerOptions;
import io.blackroad.plan.Plans;
import io.blackroad.streams.control.PriceWire;
import io.blackroad.streams.query.PhaseWire;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plan}. */
@Command(
        name = "plan",
        header = "What a fleet of so many agents needs, what it costs, and what the budget of its phase pays for.",
        description = "By the phases and prices of the running stack, or of a control file.",
        footer = {"", "Example: ./scale.sh plan --agents 12000"})
public final class PlanCommand implements Callable<Integer> {
    private static final String BUILT_IN = "";

    @Spec
    private CommandSpec command;

    @Mixin
    private final ServerOptions server;

    @Option(names = "--agents", required = true, paramLabel = "N", description = "Agents to plan for.")
    private int agents;

    @Option(
            names = "--control",
            arity = "0..1",
            fallbackValue = BUILT_IN,
            paramLabel = "FILE",
            description = "Ask no server: plan by this control file, or by the built-in one when no file is named.")
    private Path control;

    private final Surroundings surroundings;

    public PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (agents < 1 || agents > Plans.MOST_AGENTS) {
            throw new ParameterException(
                    command.commandLine(), "--agents is " + agents + "; allowed are 1 to " + Plans.MOST_AGENTS);
        }
        JsonNode plan = control == null
                ? server.client().get("/v1/plan", Map.of("agents", Integer.toString(agents)))
                : offline();
        server.print(plan, json -> new PlanPage(json).lines());
        return ExitCode.DONE;
    }

    private JsonNode offline() {
        boolean builtIn = control.toString().equals(BUILT_IN);
        ControlTables tables = Databases.tables(
                builtIn
                        ? Optional.empty()
                        : Optional.of(surroundings.workingDirectory().resolve(control)));
        try {
            return new ObjectMapper()
                    .valueToTree(Plans.of(
                            agents,
                            PhaseWire.phases(tables.phases()),
                            PriceWire.rows(tables.prices()),
                            surroundings.clock().instant()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure((builtIn ? "control.yaml" : control.toString()) + ": " + e.getMessage(), e);
        }
    }
}
