package io.blackroad.infra.cli.doctor;

import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.topic.ClusterReader;
import io.blackroad.schema.Compatibility;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether what is in the topics can be read by everybody, now and after the next change of a schema. */
final class RegistryChecks {
    /** Levels that refuse a schema which could not read an old record. */
    private static final Set<Compatibility> SAFE =
            EnumSet.of(Compatibility.BACKWARD_TRANSITIVE, Compatibility.FULL_TRANSITIVE);

    private final Settings settings;
    private final RegistryClient registry;

    RegistryChecks(Settings settings) {
        this.settings = settings;
        this.registry = Registries.askingOnce(settings);
    }

    List<Check> all() {
        return List.of(
                Check.one("registry", null, this::registry),
                new Check("level", "registry", this::level),
                new Check("schemas", "registry", this::schemas));
    }

    private Finding registry() {
        try {
            return Finding.ok(where(), "answers, " + registry.subjects().size() + " subjects");
        } catch (SchemaRegistryException e) {
            return Finding.wrong(
                    where(),
                    "does not answer as a registry: " + e.getMessage(),
                    "start everything with ./scale.sh up, or name the right one with --registry-url");
        }
    }

    private List<Finding> level() {
        List<Finding> wrong = new ArrayList<>();
        Compatibility all = registry.compatibility();
        if (!SAFE.contains(all)) {
            wrong.add(unsafe(where(), all, "/config"));
        }
        typed().forEach((subject, topic) -> registry.effectiveCompatibility(subject)
                .filter(level -> level != all && !SAFE.contains(level))
                .ifPresent(level -> wrong.add(unsafe(subject, level, "/config/" + subject))));
        return Finding.allOr(wrong, where(), "refuses what could not read old records (" + all + ")");
    }

    private Finding unsafe(String where, Compatibility level, String path) {
        return Finding.wrong(
                where,
                "has the level " + level + ", with which a schema may come that cannot read old records",
                "curl -X PUT -H 'Content-Type: application/json' -d '{\"compatibility\": \"BACKWARD_TRANSITIVE\"}' "
                        + settings.registryUrl() + path);
    }

    private List<Finding> schemas() {
        List<Finding> wrong = new ArrayList<>();
        Map<String, Topic<?>> typed = typed();
        typed.forEach((subject, topic) -> {
            List<String> reasons = registry.incompatibilities(subject, FactSchemas.of(topic.type()));
            if (!reasons.isEmpty()) {
                wrong.add(Finding.wrong(
                        subject,
                        "is not what this build writes: " + String.join("; ", reasons),
                        "this build is older or other than what registered it: use the build that did, or a new version"
                                + " of the topic"));
            }
        });
        wrong.addAll(unregistered(typed));
        return Finding.allOr(wrong, where(), typed.size() + " schemas are compatible with what is registered");
    }

    /** Records whose schemas the registry does not know cannot be read by anybody. */
    private List<Finding> unregistered(Map<String, Topic<?>> typed) {
        Set<String> known = Set.copyOf(registry.subjects());
        Map<String, String> unknown = new LinkedHashMap<>();
        typed.forEach((subject, topic) -> {
            if (!known.contains(subject)) {
                unknown.put(topic.name(), subject);
            }
        });
        if (unknown.isEmpty()) {
            return List.of();
        }
        try (ClusterReader reader = new ClusterReader(settings)) {
            return reader.withRecords(unknown.keySet()).stream()
                    .map(topic -> Finding.wrong(
                            unknown.get(topic),
                            "is not registered, although " + topic + " holds records, which nobody can read",
                            "this is another registry than the one they were written with, or it has lost its data:"
                                    + " name the right one with --registry-url, or restore it"))
                    .toList();
        }
    }

    private static Map<String, Topic<?>> typed() {
        Map<String, Topic<?>> typed = new LinkedHashMap<>();
        Topics.all().stream().filter(topic -> topic.type() != null).forEach(topic -> typed.put(topic.subject(), topic));
        return typed;
    }

    private String where() {
        return settings.registryUrl().toString();
    }
}
