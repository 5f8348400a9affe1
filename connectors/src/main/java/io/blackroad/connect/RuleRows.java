package io.blackroad.connect;

import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.RulePart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the rules section. A rule is named after a service, or after region/service for one target. */
final class RuleRows {
    static final Pattern RIGHT = Pattern.compile("([a-z0-9-]{1,63}/)?[a-z0-9-]{1,63}");
    private static final int MAX_REPLICAS = 100_000;
    private static final int MAX_PERCENT = 100;
    private static final int MAX_SECONDS = (int) Duration.ofDays(7).toSeconds();

    private static final Set<String> KINDS = Arrays.stream(RuleKind.values())
            .filter(kind -> kind != RuleKind.UNKNOWN)
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private RuleRows() {}

    static List<Rule> read(YamlMap section, Names regions, Names services) {
        List<Rule> rules = new ArrayList<>();
        section.rows(RIGHT, "a service or region/service, each " + Names.RIGHT_IN_WORDS)
                .forEach((id, map) -> {
                    requireTarget(section, id, regions, services);
                    rules.add(read(id, map));
                });
        return rules;
    }

    private static void requireTarget(YamlMap section, String id, Names regions, Names services) {
        if (!section.sound(id)) {
            return;
        }
        int slash = id.indexOf('/');
        if (slash > 0) {
            regions.requireKey(section, id, id.substring(0, slash));
        }
        services.requireKey(section, id, id.substring(slash + 1));
    }

    /** One rule. What its parameters mean is for the rule kinds to say, which are not known here. */
    static Rule read(String id, YamlMap map) {
        String kind = Field.oneOf(map, "kind", KINDS);
        // A kind that is misspelt is most likely the one that needs these fields.
        boolean guide = kind.equals("guide") || !KINDS.contains(kind);
        Rule rule = Rule.newBuilder()
                .setId(id)
                .setKind(kindOf(kind))
                .setVersion(0)
                .setMinReplicas(Field.whole(map, "minReplicas", guide ? 1 : 0, MAX_REPLICAS))
                .setMaxReplicas(Field.whole(map, "maxReplicas", 1, MAX_REPLICAS))
                .setMetric(Field.oneOf(map, "metric", Set.of("cpu", "memory"), "cpu"))
                .setUpAbovePercent(guide ? Field.whole(map, "upAbovePercent", 0, MAX_PERCENT) : 0)
                .setDownBelowPercent(guide ? Field.whole(map, "downBelowPercent", 0, MAX_PERCENT) : 0)
                .setCooldownSeconds(
                        guide
                                ? Field.whole(map, "cooldownSeconds", 1, MAX_SECONDS)
                                : Field.whole(map, "cooldownSeconds", 0, MAX_SECONDS, 0))
                .setPauseUp(Field.flag(map, "pauseUp"))
                .setPauseDown(Field.flag(map, "pauseDown"))
                .setConfirmSeconds(Field.whole(map, "confirmSeconds", 1, MAX_SECONDS, 60))
                .setValidSeconds(Field.whole(map, "validSeconds", 1, MAX_SECONDS, 120))
                .setUpdatedAt(Instant.EPOCH)
                .setParameters(parameters(map))
                .setParts(parts(map))
                .build();
        compare(rule, map, guide);
        map.refuseOtherKeys();
        return rule;
    }

    private static RuleKind kindOf(String kind) {
        return KINDS.contains(kind) ? RuleKind.valueOf(kind.toUpperCase(Locale.ROOT)) : RuleKind.UNKNOWN;
    }

    private static Map<String, String> parameters(YamlMap map) {
        Map<String, String> parameters = new TreeMap<>();
        if (map.has("parameters")) {
            YamlMap given = map.map("parameters");
            given.keys().forEach(name -> parameters.put(name, given.scalarText(name)));
        }
        return parameters;
    }

    private static List<RulePart> parts(YamlMap map) {
        List<RulePart> parts = new ArrayList<>();
        for (YamlMap part : map.has("parts") ? map.list("parts") : List.<YamlMap>of()) {
            parts.add(new RulePart(kindOf(Field.oneOf(part, "kind", KINDS)), parameters(part)));
            part.refuseOtherKeys();
        }
        return parts;
    }

    private static void compare(Rule rule, YamlMap map, boolean guide) {
        if (map.sound("minReplicas", "maxReplicas") && rule.getMinReplicas() > rule.getMaxReplicas()) {
            map.fail("minReplicas", rule.getMinReplicas() + " is above maxReplicas " + rule.getMaxReplicas());
        }
        if (guide
                && map.sound("upAbovePercent", "downBelowPercent")
                && rule.getDownBelowPercent() >= rule.getUpAbovePercent()) {
            map.fail(
                    "downBelowPercent",
                    rule.getDownBelowPercent() + " is not below upAbovePercent " + rule.getUpAbovePercent()
                            + "; leave a band between them");
        }
    }
}
