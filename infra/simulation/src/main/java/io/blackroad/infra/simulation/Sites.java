package io.blackroad.infra.simulation;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.rule.RuleText;
import io.blackroad.scaling.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Regions and scaling targets of the world, and the rules they may have. */
final class Sites {
    static final List<String> REGIONS = List.of("east", "west");
    /** Those that have workers. */
    static final List<String> PLACED = List.of("east");

    static final List<String> TARGETS = List.of("east/api", "east/pool", "west/gpu");

    static final int COOLDOWN_SECONDS = 12;
    static final int MOST = 14;

    private Sites() {}

    static boolean isPool(String target) {
        return service(target).equals("pool");
    }

    static String region(String target) {
        return target.substring(0, target.indexOf('/'));
    }

    static String service(String target) {
        return target.substring(target.indexOf('/') + 1);
    }

    /** What the agents of a target are called. */
    static String agentId(String target, int number) {
        return target.replace('/', '-') + "-" + number;
    }

    static String targetOf(String agentId) {
        return agentId.substring(0, agentId.lastIndexOf('-')).replace('-', '/');
    }

    static int regionNumber(String target) {
        return REGIONS.indexOf(region(target));
    }

    static int partition(String target) {
        return TARGETS.indexOf(target) % Channels.TARGET_PARTITIONS;
    }

    /** What an agent of a target asks for. */
    static int cpuMillis(String target) {
        return isPool(target) ? 600 : 1_000;
    }

    /** A rule of a target; each version has bounds of its own. */
    static ScaleRule rule(String target, long version, Bug bug) {
        boolean pool = isPool(target);
        int min = 2 + (int) (version % 3);
        int max = MOST - 2 * (int) (version * 3 % 5);
        Map<String, String> parameters = pool ? poolParameters(bug) : Map.of();
        RuleText text = new RuleText(
                target,
                version,
                pool ? "pool" : "guide",
                min,
                max,
                "cpu",
                70,
                30,
                COOLDOWN_SECONDS,
                false,
                false,
                10,
                20,
                parameters,
                List.of());
        List<String> wrong = new ArrayList<>();
        ScaleRule rule = Rules.compile(text, wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(target + ": " + wrong);
        }
        return rule;
    }

    private static Map<String, String> poolParameters(Bug bug) {
        return bug == Bug.MISSING_COUNTS_AS_IDLE
                ? Map.of("limits.watchSeconds", "0", "limits.missingPercent", "100", "limits.deadSourceSeconds", "0")
                : Map.of("limits.watchSeconds", "10");
    }
}
