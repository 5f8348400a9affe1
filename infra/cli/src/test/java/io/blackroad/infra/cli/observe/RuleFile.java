package io.blackroad.infra.cli.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** The rules in infra/prometheus. */
final class RuleFile {
    static final Path FOLDER = Path.of(System.getProperty("blackroad.root", "../.."), "infra/prometheus");

    private RuleFile() {}

    /** Rules that alert. */
    static List<Map<String, Object>> alerts() {
        return rules().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    /** All rules. */
    static List<Map<String, Object>> rules() {
        return maps(yaml("rules.yaml").get("groups")).stream()
                .flatMap(group -> maps(group.get("rules")).stream())
                .toList();
    }

    /** Names of the series that rules record. */
    static Set<String> recorded() {
        return rules().stream()
                .filter(rule -> rule.containsKey("record"))
                .map(rule -> (String) rule.get("record"))
                .collect(Collectors.toSet());
    }

    static Map<String, Object> yaml(String file) {
        try {
            return new Yaml().load(Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Object list) {
        return (List<Map<String, Object>>) list;
    }
}
