package io.blackroad.infra.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.workload.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the measured process is told.
 *
 * @param bootstrapServers the broker
 * @param threads threads that read
 * @param passes measured passes
 * @param warmupSeconds the pass before them ends here at the latest
 * @param limitSeconds a measured pass that takes longer has failed
 * @param kafka further settings of the whole pipeline, by Kafka's names
 * @param folder for state and the result
 * @param sent what the topics hold
 */
public record SubjectPlan(
        String bootstrapServers,
        int threads,
        int passes,
        int warmupSeconds,
        int limitSeconds,
        Map<String, String> kafka,
        String folder,
        Sent sent) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes it to a file. */
    public void write(Path file) {
        try {
            JSON.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SubjectPlan read(Path file) {
        try {
            return JSON.readValue(file.toFile(), SubjectPlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for the state of one pass. */
    public Path stateFolder(int pass) {
        return Path.of(folder, "state-" + pass);
    }
}
