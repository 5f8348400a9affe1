package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the registry's program, which the build unpacks; {@link BuiltFolder} says where. */
final class RegistryDistribution {
    private static final String RUNNER_SUFFIX = "-runner.jar";

    private RegistryDistribution() {}

    /**
     * The jar to start.
     *
     * @throws StackException if it is nowhere; the message lists where it was looked for
     */
    static Path runner() {
        List<Path> folders = BuiltFolder.of("registry");
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                return runnerIn(folder);
            }
        }
        throw new StackException("the registry's program is in none of " + folders
                + "; build it with 'mvn package -pl infra/stack -am' or name its folder by -Dblackroad.registry=DIR");
    }

    private static Path runnerIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(RUNNER_SUFFIX))
                    .findFirst()
                    .orElseThrow(() -> new StackException("no *" + RUNNER_SUFFIX + " in " + folder
                            + "; delete the folder and build again with 'mvn package -pl infra/stack -am'"));
        } catch (IOException e) {
            throw new StackException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
