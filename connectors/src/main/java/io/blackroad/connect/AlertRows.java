package io.blackroad.connect;

import io.blackroad.schema.control.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the optional alerts section. */
final class AlertRows {
    private static final Set<String> ALERTS = new TreeSet<>(
            Set.of("AgentCountLow", "TaskQueueBacklog", "GPUUtilizationLow", "PhaseNearlyFull", "PhaseFullSoon"));
    private static final Set<String> SEVERITIES = Set.of("warning", "critical");
    private static final int MAX_THRESHOLD = 1_000_000_000;
    private static final int MAX_FOR_SECONDS = 604_800;

    private AlertRows() {}

    static List<Alert> read(YamlMap file) {
        List<Alert> alerts = new ArrayList<>();
        if (!file.has("alerts")) {
            return alerts;
        }
        YamlMap section = file.map("alerts");
        for (String name : section.keys()) {
            YamlMap map = section.map(name);
            if (!ALERTS.contains(name)) {
                section.failKey(
                        name, "there is no alert " + Wording.quote(name) + "; " + Wording.instead(name, ALERTS));
            }
            alerts.add(new Alert(
                    name,
                    (long) Field.whole(map, "threshold", 0, MAX_THRESHOLD),
                    Field.whole(map, "forSeconds", 0, MAX_FOR_SECONDS),
                    Field.oneOf(map, "severity", SEVERITIES, "warning"),
                    !map.has("enabled") || Field.flag(map, "enabled"),
                    Instant.EPOCH));
            map.refuseOtherKeys();
        }
        return alerts;
    }
}
