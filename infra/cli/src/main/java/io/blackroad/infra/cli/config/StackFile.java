package io.blackroad.infra.cli.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} leaves in its data folder, so that other commands find the stack that runs on it.
 *
 * @param pid process of {@code up}
 * @param serverUrl HTTP interface
 * @param bootstrapServers broker
 * @param registryUrl schema registry
 * @param databaseUrl control database as a JDBC URL; empty for none
 * @param databaseUser its user
 * @param memoryShards shards of the agents' memory as host:port, separated by commas; empty for none
 * @param vectorsUrl where vectors are served; empty for nowhere
 * @param connectUrl worker that captures it
 * @param pids its other processes, by name
 */
public record StackFile(
        long pid,
        String serverUrl,
        String bootstrapServers,
        String registryUrl,
        String databaseUrl,
        String databaseUser,
        String memoryShards,
        String vectorsUrl,
        String connectUrl,
        Map<String, Long> pids) {
    /** Name of the file inside the data folder. */
    public static final String NAME = "stack.json";

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** The stack of a data folder, if the file is there and whole. */
    public static Optional<StackFile> read(Path dataDir) {
        try {
            return Optional.of(JSON.readValue(dataDir.resolve(NAME).toFile(), StackFile.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Password of the database of a data folder, which only the folder's owner may read; empty when there is none. */
    static String databasePassword(Path dataDir) {
        try {
            return Files.readString(dataDir.resolve("postgres/password")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Writes the file in one step, so that no reader sees half of it. */
    public void write(Path dataDir) {
        try {
            Path half = dataDir.resolve(NAME + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(half.toFile(), this);
            Files.move(
                    half, dataDir.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + dataDir.resolve(NAME), e);
        }
    }

    /** Removes the file: nothing runs here any more. */
    public static void remove(Path dataDir) {
        try {
            Files.deleteIfExists(dataDir.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + dataDir.resolve(NAME), e);
        }
    }

    /** True while the process that wrote it runs; after a crash the file stays and means nothing. */
    @JsonIgnore
    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
