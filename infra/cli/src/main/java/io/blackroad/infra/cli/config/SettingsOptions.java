package io.blackroad.infra.cli.config;

import io.blackroad.infra.cli.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command looks for its settings. */
public final class SettingsOptions {
    static final String FILE = "blackroad.properties";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file (default: blackroad.properties in the working directory, if there is one).")
    private Path config;

    private final Surroundings surroundings;

    public SettingsOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Default, running stack, file, environment and flags, laid over each other.
     *
     * @throws SettingsException if any is wrong
     */
    public Settings settings(Flags flags) {
        return Settings.from(effective(flags));
    }

    /** The same as text with sources. */
    public EffectiveSettings effective(Flags flags) {
        Path dataDir = Path.of(layered(Map.of(), flags).get(Setting.DATA_DIR).text());
        Path folder = surroundings.workingDirectory().resolve(dataDir);
        Map<Setting, Sourced> running = new LinkedHashMap<>();
        StackFile.read(folder)
                .filter(StackFile::isAlive)
                .ifPresent(stack -> running.putAll(
                        of(stack, folder, dataDir.resolve(StackFile.NAME).toString())));
        return layered(running, flags);
    }

    private static Map<Setting, Sourced> of(StackFile stack, Path folder, String source) {
        Map<Setting, Sourced> running = new LinkedHashMap<>();
        running.put(Setting.SERVER_URL, new Sourced(stack.serverUrl(), source));
        running.put(Setting.BOOTSTRAP_SERVERS, new Sourced(stack.bootstrapServers(), source));
        running.put(Setting.REGISTRY_URL, new Sourced(stack.registryUrl(), source));
        if (stack.databaseUrl() != null && !stack.databaseUrl().isEmpty()) {
            running.put(Setting.DATABASE_URL, new Sourced(stack.databaseUrl(), source));
            running.put(Setting.CONNECT_URL, new Sourced(stack.connectUrl(), source));
            running.put(Setting.DATABASE_USER, new Sourced(stack.databaseUser(), source));
            running.put(Setting.DATABASE_PASSWORD, new Sourced(StackFile.databasePassword(folder), source));
        }
        Path token = folder.resolve(Setting.OWN_TOKEN);
        if (Files.isReadable(token)) {
            running.put(Setting.TOKEN_FILE, new Sourced(token.toString(), source));
        }
        putIfSaid(running, Setting.MEMORY_SHARDS, stack.memoryShards(), source);
        putIfSaid(running, Setting.VECTORS_URL, stack.vectorsUrl(), source);
        return running;
    }

    private static void putIfSaid(Map<Setting, Sourced> running, Setting setting, String text, String source) {
        if (text != null && !text.isEmpty()) {
            running.put(setting, new Sourced(text, source));
        }
    }

    private EffectiveSettings layered(Map<Setting, Sourced> running, Flags flags) {
        EffectiveSettings effective = new EffectiveSettings().with(running);
        Path file = surroundings.workingDirectory().resolve(config == null ? Path.of(FILE) : config);
        if (config != null || Files.exists(file)) {
            effective.withFile(file);
        }
        return effective.withEnvironment(surroundings.environment()).with(flags.values());
    }
}
