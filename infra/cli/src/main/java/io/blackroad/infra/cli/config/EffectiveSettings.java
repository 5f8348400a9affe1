package io.blackroad.infra.cli.config;

import io.blackroad.words.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What holds for every setting, as text with its source. Later layers win: default, running stack, file, environment,
 * flag. Unknown names are errors, except in the environment, where orchestrators put variables of their own.
 */
public final class EffectiveSettings {
    private final Map<String, Sourced> values = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    public EffectiveSettings() {
        for (Setting setting : Setting.values()) {
            values.put(setting.key(), new Sourced(setting.fallback(), "default"));
        }
    }

    /** Adds a file of settings, or the error that it cannot be read. */
    public EffectiveSettings withFile(Path file) {
        SettingsFile.read(file, errors).forEach(this::putOrReport);
        return this;
    }

    /** Adds the {@code BLACKROAD_*} variables; a name that nearly is one of ours is an error, any other is left alone. */
    public EffectiveSettings withEnvironment(Map<String, String> environment) {
        addSecrets(environment.get(Setting.SECRETS_DIR.variable()));
        Map<String, String> keys = new LinkedHashMap<>();
        Setting.keys().forEach(key -> keys.put(Setting.variable(key), key));
        new TreeMap<>(environment).forEach((name, text) -> {
            if (keys.containsKey(name)) {
                values.put(keys.get(name), new Sourced(text, "environment " + name));
            } else if (name.startsWith(Setting.variable(Setting.KAFKA_PREFIX))) {
                values.put(kafkaKey(name), new Sourced(text, "environment " + name));
            } else if (name.startsWith("BLACKROAD_")) {
                keys.keySet().stream()
                        .filter(known -> Nearest.distance(name, known) <= 2)
                        .findFirst()
                        .ifPresent(known -> errors.add("environment " + name + ": no such setting; use " + known));
            }
        });
        return this;
    }

    /** A folder of files that are called as variables, each with the value of one, as orchestrators mount secrets. */
    private void addSecrets(String folder) {
        if (folder == null || folder.isBlank()) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                addSecret(file);
            }
        } catch (IOException e) {
            errors.add("environment " + Setting.SECRETS_DIR.variable() + ": " + folder + " cannot be read (" + e + ")");
        }
    }

    private void addSecret(Path file) throws IOException {
        String name = file.getFileName().toString();
        Optional<Setting> setting = Arrays.stream(Setting.values())
                .filter(each -> each.variable().equals(name))
                .findFirst();
        if (setting.isPresent()) {
            values.put(setting.get().key(), new Sourced(Files.readString(file).strip(), file.toString()));
        } else if (name.startsWith(Setting.variable(Setting.KAFKA_PREFIX))) {
            values.put(kafkaKey(name), new Sourced(Files.readString(file).strip(), file.toString()));
        }
    }

    /** Adds values that cannot be misnamed: those of flags and of the running stack. */
    public EffectiveSettings with(Map<Setting, Sourced> more) {
        more.forEach((setting, value) -> values.put(setting.key(), value));
        return this;
    }

    /** The value of a setting as it stands now. */
    public Sourced get(Setting setting) {
        return values.get(setting.key());
    }

    /** All of them by key, ours first, then what is passed on to Kafka's clients. */
    public Map<String, Sourced> all() {
        return new LinkedHashMap<>(values);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    private void putOrReport(String key, Sourced value) {
        if (Setting.of(key).isPresent()
                || (key.startsWith(Setting.KAFKA_PREFIX) && key.length() > Setting.KAFKA_PREFIX.length())) {
            values.put(key, value);
            return;
        }
        String advice = Nearest.to(key, Setting.keys())
                .map(near -> "did you mean " + near + "?")
                .orElse("settings are " + String.join(", ", Setting.keys()) + " and kafka.*");
        errors.add(value.source() + ": no setting is called " + key + "; " + advice);
    }

    private static String kafkaKey(String variable) {
        return variable.substring("BLACKROAD_".length())
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '.');
    }
}
