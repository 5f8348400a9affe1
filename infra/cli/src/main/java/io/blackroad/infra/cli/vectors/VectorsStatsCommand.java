package io.blackroad.infra.cli.vectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.sink.vector.AgentVectors;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vectors stats}. */
@Command(
        name = "stats",
        header = "How many vectors each namespace holds.",
        footer = {"", "Example: ./scale.sh vectors stats --json"})
public final class VectorsStatsCommand implements Callable<Integer> {
    @Mixin
    private final VectorOptions vectors;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public VectorsStatsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.vectors = new VectorOptions(surroundings);
    }

    @Override
    public Integer call() {
        SortedMap<String, Long> counts = vectors.with(AgentVectors::counts);
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            counts.forEach(node::put);
            surroundings.out().println(node);
        } else {
            counts.forEach((namespace, count) ->
                    surroundings.out().println(String.format(Locale.ROOT, "%-12s %,12d", namespace, count)));
            surroundings
                    .err()
                    .println(counts.values().stream().mapToLong(Long::longValue).sum() + " vectors in all");
        }
        surroundings.out().flush();
        return ExitCode.DONE;
    }
}
