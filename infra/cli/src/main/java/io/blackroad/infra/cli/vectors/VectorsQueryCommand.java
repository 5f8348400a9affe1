package io.blackroad.infra.cli.vectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.sink.vector.Match;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vectors query}. */
@Command(
        name = "query",
        header = "The vectors of an agent that are most like another one, with the cosine of the angle between.",
        footer = {"", "Example: ./scale.sh vectors query agent-42 question.json --count 5"})
public final class VectorsQueryCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private final VectorOptions vectors;

    @Parameters(index = "0", paramLabel = "AGENT", description = "Whose vectors to search.")
    private String agent;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "What to be like: an array of numbers as JSON; - reads standard input.")
    private String file;

    @Option(names = "--count", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int count = 10;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public VectorsQueryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.vectors = new VectorOptions(surroundings);
    }

    @Override
    public Integer call() {
        float[] values = VectorText.values(text(), file);
        List<Match> matches = vectors.with(agents -> agents.query(agent, values, count));
        if (json) {
            surroundings.out().println(node(matches));
        } else {
            matches.forEach(match -> surroundings
                    .out()
                    .println(String.format(Locale.ROOT, "%8.4f  %s  %s", match.score(), match.id(), match.metadata())));
        }
        surroundings.out().flush();
        return ExitCode.DONE;
    }

    private String text() {
        try (BufferedReader lines = VectorText.open(surroundings, file)) {
            return lines.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ArrayNode node(List<Match> matches) {
        ArrayNode array = JSON.createArrayNode();
        for (Match match : matches) {
            ObjectNode node = array.addObject().put("id", match.id()).put("score", match.score());
            ObjectNode metadata = node.putObject("metadata");
            match.metadata().forEach(metadata::put);
        }
        return array;
    }
}
