package io.blackroad.infra.cli.config;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns texts into values and gathers what is wrong with them; a wrong one yields a stand-in that nobody sees. */
final class SettingParser {
    private static final String HOST_PORT = "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}";

    private final EffectiveSettings effective;
    private final List<String> errors;

    SettingParser(EffectiveSettings effective) {
        this.effective = effective;
        this.errors = new ArrayList<>(effective.errors());
    }

    String optionalText(Setting setting) {
        return effective.get(setting).text();
    }

    String text(Setting setting) {
        String text = optionalText(setting);
        if (text.isBlank() && !setting.fallback().isEmpty()) {
            wrong(setting, "is empty; write for example " + setting.fallback());
        }
        return text;
    }

    String matching(Setting setting, String pattern, String allowed) {
        String text = optionalText(setting);
        if (!text.matches(pattern)) {
            wrong(setting, "must be " + allowed);
        }
        return text;
    }

    /** Empty, or like the pattern. */
    String optionalMatching(Setting setting, String pattern, String allowed) {
        return optionalText(setting).isEmpty() ? "" : matching(setting, pattern, allowed);
    }

    /** Words between commas. */
    Set<String> names(Setting setting) {
        return Arrays.stream(optionalText(setting).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    int integer(Setting setting, int min, int max) {
        String text = optionalText(setting);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of its bounds.
        }
        wrong(setting, "must be a whole number from " + min + " to " + max);
        return min;
    }

    Duration duration(Setting setting, Duration min, Duration max) {
        try {
            Duration value = Times.duration(optionalText(setting));
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        } catch (DateTimeException e) {
            // Reported below, like a duration out of its bounds.
        }
        wrong(setting, "must be a duration from " + min + " to " + max + ", such as 1s or PT1S");
        return min;
    }

    boolean yesOrNo(Setting setting) {
        return Boolean.parseBoolean(matching(setting, "true|false", "true or false"));
    }

    URI httpUrl(Setting setting) {
        try {
            URI url = new URI(optionalText(setting));
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Reported below, like a URL of another scheme.
        }
        wrong(setting, "must be a URL such as " + example(setting));
        return URI.create(example(setting));
    }

    private static String example(Setting setting) {
        return setting.fallback().isEmpty() ? "http://127.0.0.1:8080" : setting.fallback();
    }

    String hostPorts(Setting setting) {
        String text = optionalText(setting).replace(" ", "");
        if (!text.matches(HOST_PORT + "(," + HOST_PORT + ")*")) {
            wrong(setting, "must be host:port, such as 127.0.0.1:9092");
        }
        return text;
    }

    /** What every Kafka client is told: a file as Kafka's own tools read it, and over it the settings one by one. */
    Map<String, String> kafka() {
        Map<String, String> settings = new LinkedHashMap<>(kafkaFile());
        effective.all().forEach((key, value) -> {
            if (key.startsWith(Setting.KAFKA_PREFIX) && Setting.of(key).isEmpty()) {
                settings.put(key.substring(Setting.KAFKA_PREFIX.length()), value.text());
            }
        });
        return Map.copyOf(settings);
    }

    private Map<String, String> kafkaFile() {
        String file = optionalText(Setting.KAFKA_CONFIG);
        Properties found = new Properties();
        if (!file.isEmpty()) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                found.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                wrong(Setting.KAFKA_CONFIG, "cannot be read (" + e + "); name a file of client settings, key=value");
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        found.stringPropertyNames().forEach(name -> settings.put(name, found.getProperty(name)));
        return settings;
    }

    void finish() {
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
    }

    void wrong(String error) {
        errors.add(error);
    }

    private void wrong(Setting setting, String what) {
        Sourced value = effective.get(setting);
        String shown = Setting.shown(setting.key(), value.text());
        errors.add(value.source() + ": " + setting.key() + " '" + shown + "' " + what);
    }
}
