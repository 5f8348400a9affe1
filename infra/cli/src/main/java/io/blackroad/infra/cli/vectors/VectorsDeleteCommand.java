package io.blackroad.infra.cli.vectors;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vectors delete}. */
@Command(
        name = "delete",
        header = "Removes vectors of an agent. What is not there does not matter.",
        footer = {"", "Example: ./scale.sh vectors delete agent-42 v1 v2"})
public final class VectorsDeleteCommand implements Callable<Integer> {
    @Mixin
    private final VectorOptions vectors;

    @Parameters(index = "0", paramLabel = "AGENT", description = "Whose vectors.")
    private String agent;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "Those to remove.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "Remove all of them.")
    private boolean all;

    @Spec
    private CommandSpec command;

    public VectorsDeleteCommand(Surroundings surroundings) {
        this.vectors = new VectorOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (all == !ids.isEmpty()) {
            throw new ParameterException(command.commandLine(), "give either ids or --all");
        }
        vectors.with(agents -> {
            if (all) {
                agents.deleteAll(agent);
            } else {
                agents.delete(agent, ids);
            }
            return null;
        });
        return ExitCode.DONE;
    }
}
