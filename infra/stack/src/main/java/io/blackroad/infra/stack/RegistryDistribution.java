package io.blackroad.infra.stack;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the registry's program, which the build unpacks into {@value #IN_PROJECT}. Looked for, in this order: system
 * property {@code blackroad.registry} (the folder itself), {@code blackroad.home} and {@code blackroad.root} (the project),
 * and beside these classes.
 */
final class RegistryDistribution {
    private static final String IN_PROJECT = "infra/stack/target/registry";
    private static final String RUNNER_SUFFIX = "-runner.jar";

    private RegistryDistribution() {}

    /**
     * The jar to start.
     *
     * @throws StackException if it is nowhere; the message lists where it was looked for
     */
    static Path runner() {
        List<Path> folders = folders();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                return runnerIn(folder);
            }
        }
        throw new StackException("the registry's program is in none of " + folders
                + "; build it with 'mvn package -pl infra/stack -am' or name its folder by -Dblackroad.registry=DIR");
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        String named = System.getProperty("blackroad.registry");
        if (named != null) {
            return List.of(Path.of(named));
        }
        for (String property : List.of("blackroad.home", "blackroad.root")) {
            String project = System.getProperty(property);
            if (project != null) {
                folders.add(Path.of(project, IN_PROJECT).toAbsolutePath());
            }
        }
        CodeSource source = RegistryDistribution.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            folders.add(besideClasses(source));
        }
        return folders;
    }

    /** Classes and jar of this module both lie in its target folder, and so does the registry. */
    private static Path besideClasses(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI()).resolveSibling("registry");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie at a place that is no URI: " + source.getLocation(), e);
        }
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
