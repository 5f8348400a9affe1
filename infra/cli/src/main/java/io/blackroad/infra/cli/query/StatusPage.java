package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The layout of {@code status}, which is the scaling guide's to the letter; what the guide does not have, phase and alerts,
 * follows below. A number that nobody knows is a dash.
 */
final class StatusPage {
    private static final String TITLE = "BLACKROAD SCALING STATUS";

    private final JsonNode status;
    private final DateTimeFormatter timeOfDay;

    StatusPage(JsonNode status, ZoneId zone) {
        this.status = status;
        this.timeOfDay = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
    }

    /** The page, one element a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(TITLE, "=".repeat(TITLE.length()), "", "Current Scale:"));
        lines.add("  Agents: " + agents(status.path("agents")));
        for (JsonNode service : status.path("services")) {
            lines.add("  " + service.path("displayName").asText() + ": " + number(service.path("replicas")) + " / "
                    + number(service.path("max")));
        }
        JsonNode load = status.path("load");
        lines.addAll(List.of("", "Load Metrics:"));
        lines.add("  CPU: " + percent(load.path("cpuPercent")) + " avg");
        lines.add("  Memory: " + percent(load.path("memoryPercent")) + " avg");
        lines.add("  GPU: " + percent(load.path("gpuPercent")) + " avg");
        lines.add("  Queue Depth: " + number(load.path("queued")) + " tasks");
        lines.addAll(List.of("", "Scaling Events (last hour):"));
        status.path("events").forEach(event -> lines.add("  " + event(event)));
        JsonNode cost = status.path("monthlyCostDollars");
        lines.addAll(List.of("", "Estimated Monthly Cost: " + (cost.isNumber() ? "$" : "") + number(cost)));
        phase(lines, status.path("phase"));
        alerts(lines, status.path("alerts"));
        return lines;
    }

    private static void phase(List<String> lines, JsonNode phase) {
        if (phase.isObject()) {
            lines.addAll(List.of(
                    "",
                    "Phase: " + phase.path("id").asText() + ", up to " + number(phase.path("maxAgents"))
                            + " agents and $" + number(phase.path("monthlyBudgetDollars")) + " a month"));
        }
    }

    private void alerts(List<String> lines, JsonNode alerts) {
        if (!alerts.isEmpty()) {
            lines.addAll(List.of("", "Alerts:"));
        }
        for (JsonNode alert : alerts) {
            lines.add("  "
                    + timeOfDay.format(Instant.parse(alert.path("changedAt").asText())) + " - "
                    + alert.path("name").asText() + " is "
                    + alert.path("state").asText().toLowerCase(Locale.ROOT) + " ("
                    + alert.path("severity").asText() + "): "
                    + alert.path("summary").asText());
        }
    }

    private static String agents(JsonNode agents) {
        JsonNode active = agents.path("active");
        JsonNode target = agents.path("target");
        String share = "-";
        if (active.isNumber() && target.isNumber() && target.asLong() > 0) {
            share = Math.round(100.0 * active.asLong() / target.asLong()) + "%";
        }
        return number(active) + " / " + number(target) + " (" + share + ")";
    }

    private String event(JsonNode event) {
        Instant at = Instant.parse(event.path("at").asText());
        String name = event.path("displayName").asText();
        int lastBlank = name.lastIndexOf(' ');
        String unit = lastBlank < 0 ? "replicas" : name.substring(lastBlank + 1).toLowerCase(Locale.ROOT);
        String what = lastBlank < 0 ? name : name.substring(0, lastBlank);
        return timeOfDay.format(at) + " - Scaled " + inSentence(what) + " from " + number(event.path("from")) + " to "
                + number(event.path("to")) + " " + unit;
    }

    /** Abbreviations stay as they are; the guide writes other services as a plural: API, but workers. */
    private static String inSentence(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name : name.toLowerCase(Locale.ROOT) + "s";
    }

    private static String percent(JsonNode value) {
        return value.isNumber() ? number(value) + "%" : "-";
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", Math.round(value.asDouble())) : "-";
    }
}
