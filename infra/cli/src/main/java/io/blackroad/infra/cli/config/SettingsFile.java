package io.blackroad.infra.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of {@code key = value} lines; {@code #} starts a comment line. Keeps the line of each key for messages. */
final class SettingsFile {
    private SettingsFile() {}

    /** Keys and values of {@code file}; what cannot be read is added to {@code errors}. */
    static Map<String, Sourced> read(Path file, List<String> errors) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            errors.add(file + ": cannot be read (" + e + "); name a readable file with --config");
            return Map.of();
        }
        Map<String, Sourced> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            readLine(lines.get(i).strip(), file + ":" + (i + 1), values, errors);
        }
        return values;
    }

    private static void readLine(String line, String place, Map<String, Sourced> values, List<String> errors) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 1) {
            errors.add(place + ": no setting; write key = value");
            return;
        }
        String key = line.substring(0, equals).strip();
        Sourced value = new Sourced(line.substring(equals + 1).strip(), place);
        Sourced earlier = values.putIfAbsent(key, value);
        if (earlier != null) {
            errors.add(place + ": " + key + " is set already at " + earlier.source() + "; keep one");
        }
    }
}
