package io.blackroad.connect;

import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rules section. A rule is named after a service, or after region/service for one target. */
final class RuleRows {
    private static final Pattern RIGHT = Pattern.compile("([a-z0-9-]{1,63}/)?[a-z0-9-]{1,63}");
    private static final int MAX_REPLICAS = 100_000;
    private static final int MAX_PERCENT = 100;
    private static final int MAX_SECONDS = (int) Duration.ofDays(7).toSeconds();

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

    private static Rule read(String id, YamlMap map) {
        // Only what the scaling stage can decide by is let in; a rule it cannot read would hold its targets for good.
        Field.oneOf(map, "kind", Set.of("guide"));
        Rule rule = Rule.newBuilder()
                .setId(id)
                .setKind(RuleKind.GUIDE)
                .setVersion(0)
                .setMinReplicas(Field.whole(map, "minReplicas", 1, MAX_REPLICAS))
                .setMaxReplicas(Field.whole(map, "maxReplicas", 1, MAX_REPLICAS))
                .setMetric(Field.oneOf(map, "metric", Set.of("cpu", "memory"), "cpu"))
                .setUpAbovePercent(Field.whole(map, "upAbovePercent", 0, MAX_PERCENT))
                .setDownBelowPercent(Field.whole(map, "downBelowPercent", 0, MAX_PERCENT))
                .setCooldownSeconds(Field.whole(map, "cooldownSeconds", 1, MAX_SECONDS))
                .setPauseUp(Field.flag(map, "pauseUp"))
                .setPauseDown(Field.flag(map, "pauseDown"))
                .setConfirmSeconds(Field.whole(map, "confirmSeconds", 1, MAX_SECONDS, 60))
                .setValidSeconds(Field.whole(map, "validSeconds", 1, MAX_SECONDS, 120))
                .setUpdatedAt(Instant.EPOCH)
                .build();
        compare(rule, map);
        map.refuseOtherKeys();
        return rule;
    }

    private static void compare(Rule rule, YamlMap map) {
        if (map.sound("minReplicas", "maxReplicas") && rule.getMinReplicas() > rule.getMaxReplicas()) {
            map.fail("minReplicas", rule.getMinReplicas() + " is above maxReplicas " + rule.getMaxReplicas());
        }
        if (map.sound("upAbovePercent", "downBelowPercent") && rule.getDownBelowPercent() >= rule.getUpAbovePercent()) {
            map.fail(
                    "downBelowPercent",
                    rule.getDownBelowPercent() + " is not below upAbovePercent " + rule.getUpAbovePercent()
                            + "; leave a band between them");
        }
    }
}
