package io.blackroad.connect;

import io.blackroad.schema.control.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules that are tried or set together: a YAML file with a name, a description, and rules as in the control file. A rule
 * named {@code default} is for every target that has no other. The emulated peers ship with the project as such files.
 *
 * @param description what it is, in a line
 */
public record RuleSet(String name, String description, List<Rule> rules) {
    /** Names of the rule sets that ship with the project: ours, and other autoscalers at their documented defaults. */
    public static final List<String> SHIPPED =
            List.of("adaptive", "hpa-cpu", "hpa-queue", "keda-queue", "kpa", "ray-serve");

    private static final String DEFAULT = "default";
    private static final int LONGEST_DESCRIPTION = 200;

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /**
     * The rule set of a file.
     *
     * @throws ControlFileException if it cannot be read or anything in it is wrong; lists every error
     */
    public static RuleSet read(Path file) {
        return parse(file.toString(), ControlFile.text(file));
    }

    /** A rule set that ships with the project, by its name. */
    public static RuleSet shipped(String name) {
        return parse(name, shippedText(name));
    }

    /** Text of a shipped rule set, for people to start from. */
    public static String shippedText(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException("there is no rule set " + name + "; " + Wording.instead(name, SHIPPED));
        }
        try (InputStream in = RuleSet.class.getResourceAsStream("/rule-sets/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rule set of a text.
     *
     * @param origin what errors call the text
     * @throws ControlFileException if anything in it is wrong; lists every error
     */
    public static RuleSet parse(String origin, String text) {
        Problems problems = new Problems();
        YamlMap file = new YamlMap("", ControlFile.compose(origin, text), problems);
        String name = file.has("name") ? Field.text(file, "name", Names.LONGEST) : DEFAULT;
        String description = file.has("description") ? Field.text(file, "description", LONGEST_DESCRIPTION) : "";
        List<Rule> rules = new ArrayList<>();
        file.map("rules")
                .rows(RuleRows.RIGHT, "a service, region/service or default, each " + Names.RIGHT_IN_WORDS)
                .forEach((id, map) -> rules.add(RuleRows.read(id, map)));
        file.refuseOtherKeys();
        if (!problems.all().isEmpty()) {
            throw new ControlFileException(origin, problems.all());
        }
        return new RuleSet(name, description, rules);
    }

    /** The rule for a target: its own, that of its service, or the default. */
    public Optional<Rule> ruleFor(String region, String service) {
        return rule(region + "/" + service).or(() -> rule(service)).or(() -> rule(DEFAULT));
    }

    private Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.getId().equals(id)).findFirst();
    }
}
