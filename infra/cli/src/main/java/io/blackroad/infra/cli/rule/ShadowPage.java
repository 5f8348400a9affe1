package io.blackroad.infra.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each shadow would run, beside what really runs. */
final class ShadowPage {
    private static final String ROW = "%-20s %-14s %8s %8s %12s %12s  %s";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ShadowPage() {}

    /** A line a target and shadow. */
    static List<String> lines(JsonNode services) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                ROW,
                "target",
                "shadow",
                "real",
                "shadow",
                "real so far",
                "shadow so far",
                "its last decision"));
        for (JsonNode row : json(services)) {
            JsonNode last = row.path("lastDecision");
            lines.add(String.format(
                    Locale.ROOT,
                    ROW,
                    row.path("target").asText(),
                    row.path("shadow").asText(),
                    known(row.path("realReplicas")),
                    known(row.path("shadowReplicas")),
                    spent(row.path("bill"), "realNanoDollars", "realReplicaHours"),
                    spent(row.path("bill"), "nanoDollars", "replicaHours"),
                    last.isObject()
                            ? last.path("decidedAt").asText() + " "
                                    + last.path("direction").asText() + ": "
                                    + last.path("reason").asText()
                            : "-"));
        }
        if (lines.size() == 1) {
            lines.add("no shadow: ./scale.sh rules shadow SET --apply makes one");
        }
        return lines;
    }

    /** The same as rows. */
    static ArrayNode json(JsonNode services) {
        ArrayNode rows = JSON.createArrayNode();
        for (JsonNode service : services.path("items")) {
            for (JsonNode shadow : service.path("shadows")) {
                rows.addObject()
                        .put("target", service.path("id").asText())
                        .put("shadow", shadow.path("name").asText())
                        .<ObjectNode>set("realReplicas", service.path("replicas"))
                        .<ObjectNode>set("shadowReplicas", shadow.path("replicas"))
                        .<ObjectNode>set("bill", shadow.path("bill"))
                        .set("lastDecision", shadow.path("lastDecision"));
            }
        }
        return rows;
    }

    /** Dollars, or replica-hours where the target has no price. */
    private static String spent(JsonNode bill, String nanoDollars, String hours) {
        if (!bill.isObject()) {
            return "-";
        }
        long nano = bill.path(nanoDollars).asLong();
        return nano > 0
                ? String.format(Locale.ROOT, "$%.2f", nano / 1e9)
                : String.format(Locale.ROOT, "%.1f rh", bill.path(hours).asDouble());
    }

    private static String known(JsonNode number) {
        return number.isNumber() ? number.asText() : "-";
    }
}
