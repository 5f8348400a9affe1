package io.blackroad.connect;

import io.blackroad.schema.PriceLimits;
import io.blackroad.schema.control.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the services and targets sections: which service runs in which region, and by which rule it scales. */
final class TargetRows {
    private static final int LONGEST_DISPLAY_NAME = 63;

    private TargetRows() {}

    /**
     * What the targets of one service have in common.
     *
     * @param displayName what status calls them
     * @param replicaNanoDollarsPerHour price of one replica, billionths of a dollar an hour; 0 when not given
     */
    record Service(String displayName, long replicaNanoDollarsPerHour) {
        private static final Service UNKNOWN = new Service("", 0);
    }

    /** The services by name. */
    static Map<String, Service> services(YamlMap section) {
        Map<String, Service> services = new TreeMap<>();
        section.rows(Names.RIGHT, Names.RIGHT_IN_WORDS).forEach((name, map) -> {
            String displayName = Field.text(map, "displayName", LONGEST_DISPLAY_NAME);
            long price = map.has("replicaDollarsPerHour") ? Field.dollars(map, "replicaDollarsPerHour") : 0;
            Field.atMost(map, "replicaDollarsPerHour", price, PriceLimits.REPLICA_HOUR, "$1,000,000 an hour");
            map.refuseOtherKeys();
            services.put(name, new Service(displayName, price));
        });
        return services;
    }

    static List<Target> read(YamlMap section, Names regions, Names services, Names rules, Map<String, Service> known) {
        List<Target> targets = new ArrayList<>();
        section.rows(Names.RIGHT, Names.RIGHT_IN_WORDS).forEach((region, row) -> {
            regions.requireKey(section, region, region);
            row.rows(Names.RIGHT, Names.RIGHT_IN_WORDS).forEach((service, map) -> {
                services.requireKey(row, service, service);
                String rule = map.scalarText("rule");
                requireRule(map, region + "/" + service, rule, rules);
                map.refuseOtherKeys();
                Service common = known.getOrDefault(service, Service.UNKNOWN);
                targets.add(new Target(
                        region + "/" + service,
                        region,
                        service,
                        rule,
                        common.displayName(),
                        common.replicaNanoDollarsPerHour(),
                        Instant.EPOCH));
            });
        });
        return targets;
    }

    private static void requireRule(YamlMap map, String target, String rule, Names rules) {
        if (!map.sound("rule")) {
            return;
        }
        rules.requireValue(map, "rule", rule);
        if (rule.contains("/") && !rule.equals(target)) {
            map.fail("rule", Wording.quote(rule) + " is the rule of another target");
        } else if (!rule.equals(target) && rules.has(target)) {
            map.fail(
                    "rule",
                    Wording.quote(rule) + " would be hidden by rule " + target
                            + ", which is for this target alone; name that one or remove it");
        }
    }
}
