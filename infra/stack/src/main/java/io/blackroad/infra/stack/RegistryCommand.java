package io.blackroad.infra.stack;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How Apicurio is started: its settings are system properties. */
final class RegistryCommand {
    /** What the runner jar's manifest names; its class path is in the manifest too. */
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private RegistryCommand() {}

    static ChildCommand of(Path home, String host, int port, Path runner) {
        List<String> options = new ArrayList<>(
                List.of("-Xms32m", "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
        settings(home, host, port).forEach((name, value) -> options.add("-D" + name + "=" + value));
        String classPath = ownPlace() + File.pathSeparator + runner;
        return new ChildCommand("registry", home, options, classPath, MAIN, List.of());
    }

    private static Map<String, String> settings(Path home, String host, int port) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("quarkus.http.host", host);
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.http.access-log.enabled", "false");
        settings.put("quarkus.http.io-threads", "2");
        settings.put("apicurio.storage.kind", "sql");
        settings.put("apicurio.storage.sql.kind", "h2");
        // Without a write delay of 0 the last half second of registrations dies with the process.
        settings.put("apicurio.datasource.url", "jdbc:h2:file:" + home.resolve("registry") + ";WRITE_DELAY=0");
        settings.put("apicurio.datasource.jdbc.initial-size", "1");
        settings.put("apicurio.datasource.jdbc.min-size", "1");
        settings.put("apicurio.datasource.jdbc.max-size", "8");
        settings.put("apicurio.import.work-dir", home.resolve("import").toString());
        settings.put("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        return settings;
    }

    /** {@link Child} comes from this module's classes, all else from the runner jar. */
    private static Path ownPlace() {
        try {
            return Path.of(RegistryCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
