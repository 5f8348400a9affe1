package io.blackroad.infra.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan for people. A cost that nobody knows is a dash. */
final class PlanPage {
    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 3;
    private static final String COST_ROW = "  %-8s %14s %14s %14s";
    private static final String MATERIAL_ROW = "  %6s x %-9s %9s %11s %6s %11s  %s";

    private final JsonNode plan;
    private final List<String> lines = new ArrayList<>();

    PlanPage(JsonNode plan) {
        this.plan = plan;
    }

    /** The page, one element a line. */
    List<String> lines() {
        lines.add(title());
        materials();
        controlPlane();
        costs();
        section("Where they part", plan.path("differences"));
        fits();
        section("Taken as given", plan.path("assumptions"));
        return lines;
    }

    private String title() {
        JsonNode phase = plan.path("phase");
        List<String> about = new ArrayList<>();
        about.add("up to " + count(phase.path("maxAgents")) + " agents");
        if (!phase.path("date").asText().isEmpty()) {
            about.add(phase.path("date").asText());
        }
        if (!phase.path("architecture").asText().isEmpty()) {
            about.add(phase.path("architecture").asText());
        }
        if (phase.path("regions").asInt() > 0) {
            about.add(count(phase.path("regions")) + (phase.path("regions").asInt() == 1 ? " region" : " regions"));
        }
        return count(plan.path("agents")) + " agents: "
                + (plan.path("beyond").asBoolean() ? "beyond phase " : "phase ")
                + phase.path("id").asText() + " (" + String.join(", ", about) + ")";
    }

    private void materials() {
        lines.add("");
        lines.add(row(MATERIAL_ROW, "", "", "vCPU", "memory", "GPUs", "disk", "")
                .replaceFirst(" x ", "   ")
                .stripTrailing());
        for (JsonNode each : plan.path("materials")) {
            String product = each.path("product").asText();
            lines.add(material(
                    count(each.path("count")),
                    each.path("name").asText(),
                    each,
                    each.path("count").asLong(),
                    (product.isEmpty() ? "" : product + "; ")
                            + each.path("reason").asText()));
        }
        lines.add(material("", "", plan.path("totals"), 1, "together").replaceFirst(" x ", "   "));
    }

    private static String material(String count, String name, JsonNode of, long times, String reason) {
        return row(
                MATERIAL_ROW,
                count,
                name,
                amount(of.path("cpuMillis").asLong() * times, MILLI_DIGITS, ""),
                amount(of.path("memoryBytes").asLong() * times, NANO_DIGITS, " GB"),
                amount(of.path("gpus").asLong() * times, 0, ""),
                amount(of.path("storageBytes").asLong() * times, NANO_DIGITS, " GB"),
                reason);
    }

    private void controlPlane() {
        JsonNode plane = plan.path("controlPlane");
        lines.add("");
        lines.add("Control plane: " + count(plane.path("factsPerSecond")) + " facts/s, "
                + count(plane.path("agentPartitions")) + " partitions of agents' topics, brokers: "
                + count(plane.path("brokers")) + ", streams: " + count(plane.path("streamsInstances")));
        lines.add("Memory shards: " + count(plane.path("memoryShards")) + ", vector namespaces: "
                + count(plane.path("vectorNamespaces")));
    }

    private void costs() {
        lines.add("");
        lines.add(row(COST_ROW, "a month", "computed", "as labelled", "guide's table")
                .stripTrailing());
        plan.path("costs").forEach(this::cost);
        cost(plan.path("total"));
        lines.add(row(COST_ROW, "budget", dollars(plan.path("phase").path("budgetNanoDollars")), "", "")
                .stripTrailing());
    }

    private void cost(JsonNode cost) {
        lines.add(row(
                COST_ROW,
                cost.path("category").asText(),
                dollars(cost.path("computed")),
                dollars(cost.path("asLabelled")),
                dollars(cost.path("guide"))));
    }

    private void fits() {
        JsonNode fits = plan.path("fits");
        if (!fits.path("agents").isNumber()) {
            return;
        }
        lines.add("");
        lines.add("What " + dollars(plan.path("phase").path("budgetNanoDollars")) + " pays for");
        lines.add("  agents: " + count(fits.path("agents")) + ", or " + count(fits.path("withoutGpus"))
                + " without GPUs");
        lines.add("  GPUs beside everything else of this fleet: " + count(fits.path("gpus")) + " of "
                + count(plan.path("totals").path("gpus")));
    }

    private void section(String title, JsonNode sentences) {
        lines.add("");
        lines.add(title);
        sentences.forEach(sentence -> lines.add("  " + sentence.asText()));
    }

    private static String row(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells);
    }

    private static String amount(long value, int digits, String unit) {
        return value == 0
                ? "-"
                : String.format(
                                Locale.ROOT,
                                "%,d",
                                BigDecimal.valueOf(value, digits)
                                        .setScale(0, RoundingMode.HALF_UP)
                                        .longValueExact())
                        + unit;
    }

    private static String dollars(JsonNode nanoDollars) {
        return nanoDollars.isNumber() ? "$" + amountOrZero(nanoDollars.asLong()) : "-";
    }

    private static String amountOrZero(long nanoDollars) {
        return nanoDollars == 0 ? "0" : amount(nanoDollars, NANO_DIGITS, "");
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : "-";
    }
}
