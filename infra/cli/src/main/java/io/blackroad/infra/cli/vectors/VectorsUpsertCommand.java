package io.blackroad.infra.cli.vectors;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.sink.vector.AgentVector;
import io.blackroad.sink.vector.AgentVectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vectors upsert}. */
@Command(
        name = "upsert",
        header = "Stores vectors; one with the same agent and id is replaced.",
        description = {
            "A vector a line: {\"agent\":\"a\",\"id\":\"v1\",\"values\":[0.1,0.2],\"metadata\":{\"text\":\"...\"}}"
        },
        footer = {"", "Example: ./scale.sh vectors upsert vectors.jsonl"})
public final class VectorsUpsertCommand implements Callable<Integer> {
    private static final int BATCH = 200;

    @Mixin
    private final VectorOptions vectors;

    @Parameters(index = "0", paramLabel = "FILE", description = "Where they are; - reads standard input.")
    private String file;

    private final Surroundings surroundings;

    public VectorsUpsertCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.vectors = new VectorOptions(surroundings);
    }

    @Override
    public Integer call() {
        int stored;
        try (Progress progress = surroundings.progress()) {
            stored = vectors.with(agents -> store(agents, progress));
        }
        surroundings.err().println(stored + " vectors are stored");
        return ExitCode.DONE;
    }

    private int store(AgentVectors agents, Progress progress) {
        int stored = 0;
        try (BufferedReader lines = VectorText.open(surroundings, file)) {
            List<AgentVector> batch = new ArrayList<>();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    batch.add(VectorText.vector(line, file + ", line " + number));
                    stored++;
                }
                if (batch.size() == BATCH) {
                    agents.upsert(batch);
                    batch.clear();
                    progress.at(stored + " vectors are stored", 0, 0);
                }
            }
            agents.upsert(batch);
            return stored;
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
