package io.blackroad.scaling.rule;

import io.blackroad.scaling.Behavior;
import io.blackroad.scaling.Behavior.Policy;
import io.blackroad.scaling.Behavior.Select;
import io.blackroad.scaling.LimitSettings;
import io.blackroad.scaling.Micros;
import io.blackroad.scaling.ParameterReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code limits.*} parameters. */
final class LimitParameters {
    /** As in {@code 100%/15} and {@code 4/15}: so many percent or replicas in so many seconds. */
    private static final Pattern POLICY = Pattern.compile("([0-9]{1,6})(%?)/([0-9]{1,5})");

    private static final double DAY = 86_400;
    private static final double HOUR = 3_600;
    /** What Kubernetes allows for a policy's period, seconds. */
    private static final int LONGEST_PERIOD = 1_800;

    private LimitParameters() {}

    static LimitSettings read(ParameterReader given) {
        return new LimitSettings(
                given.seconds("limits.periodSeconds", 0, HOUR, 0),
                given.seconds("limits.deadSourceSeconds", 0, DAY, 1_800),
                (int) given.whole("limits.missingPercent", 0, 100, 20),
                (int) Math.round(10 * given.decimal("limits.toleranceUpPercent", 0, 100, 0)),
                (int) Math.round(10 * given.decimal("limits.toleranceDownPercent", 0, 100, 0)),
                behavior(given, "limits.up"),
                behavior(given, "limits.down"),
                given.oneOf("limits.percents", List.of("exact", "floating"), "exact")
                        .equals("exact"),
                given.seconds("limits.cooldownUpSeconds", 0, DAY, 0),
                given.seconds("limits.cooldownDownSeconds", 0, DAY, 0),
                given.seconds("limits.watchSeconds", 0, DAY, 60),
                given.dollars("limits.dollarsPerHour"),
                given.dollars("limits.dollarsPerMonth"),
                given.flag("limits.oscillation", true),
                (int) given.whole("limits.fleetChangesPerMinute", 0, 1_000_000, 0),
                (int) given.whole("limits.futileChanges", 0, 100, 3));
    }

    private static Behavior behavior(ParameterReader given, String direction) {
        String select = given.oneOf(direction + "Select", List.of("max", "min", "disabled"), "max");
        return new Behavior(
                Select.valueOf(select.toUpperCase(Locale.ROOT)),
                given.seconds(direction + "StabilizationSeconds", 0, HOUR, 0),
                policies(given, direction + "Policies"));
    }

    private static List<Policy> policies(ParameterReader given, String name) {
        List<Policy> policies = new ArrayList<>();
        String text = given.text(name, "");
        for (String one : text.isEmpty() ? new String[0] : text.split(",")) {
            Matcher policy = POLICY.matcher(one.trim());
            if (!policy.matches()) {
                given.fail(
                        name,
                        one.trim() + " is no policy; write percent or replicas and seconds, as in 100%/15 or 4/15");
                continue;
            }
            int seconds = Integer.parseInt(policy.group(3));
            if (seconds < 1 || seconds > LONGEST_PERIOD) {
                given.fail(name, "the period " + seconds + " is not within 1 to " + LONGEST_PERIOD + " seconds");
            }
            policies.add(
                    new Policy(!policy.group(2).isEmpty(), Integer.parseInt(policy.group(1)), seconds * Micros.SECOND));
        }
        return policies;
    }
}
