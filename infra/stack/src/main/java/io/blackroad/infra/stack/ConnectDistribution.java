package io.blackroad.infra.stack;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the class path of the Connect worker, which the build puts into {@value #IN_PROJECT}. Looked for, in this order:
 * system property {@code blackroad.connect} (the folder itself), and {@code blackroad.home} and {@code blackroad.root}
 * (the project). It never meets our own class path: the two need different releases of one HTTP server.
 */
final class ConnectDistribution {
    private static final String IN_PROJECT = "infra/connect/target/worker";

    private ConnectDistribution() {}

    /**
     * The class path, {@link Child} included.
     *
     * @throws StackException if it is nowhere; the message lists where it was looked for
     */
    static String classPath() {
        List<Path> folders = new ArrayList<>();
        String named = System.getProperty("blackroad.connect");
        if (named != null) {
            folders.add(Path.of(named));
        }
        for (String property : List.of("blackroad.home", "blackroad.root")) {
            String project = System.getProperty(property);
            if (project != null) {
                folders.add(Path.of(project, IN_PROJECT).toAbsolutePath());
            }
        }
        return folders.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .map(folder -> ownPlace() + File.pathSeparator + folder + "/*")
                .orElseThrow(() -> new StackException("the Connect worker's libraries are in none of " + folders
                        + "; build them with 'mvn package -pl infra/connect -am' or name their folder by"
                        + " -Dblackroad.connect=DIR"));
    }

    private static Path ownPlace() {
        try {
            return Path.of(ConnectDistribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
