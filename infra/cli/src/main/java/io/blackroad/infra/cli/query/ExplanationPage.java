package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of {@code explain}: decision, evidence, the steps of its recomputation, and the verdict. */
final class ExplanationPage {
    private static final int SHOWN = 12;

    private ExplanationPage() {}

    static List<String> lines(JsonNode answer) {
        ObjectNode decision = answer.deepCopy();
        JsonNode evidence = decision.remove("evidence");
        JsonNode explanation = decision.remove("explanation");
        JsonNode effect = decision.remove("effect");
        List<String> lines = new ArrayList<>();
        lines.add("Decision");
        lines.addAll(Fields.lines(decision, "  "));
        lines.add("In short");
        lines.addAll(inShort(answer));
        lines.add("Effect");
        lines.addAll(
                effect != null && effect.isObject()
                        ? Fields.lines(effect, "  ")
                        : List.of("  not known, or no change"));
        shorten(evidence);
        lines.add("Evidence");
        lines.addAll(Fields.lines(evidence, "  "));
        lines.add("Steps");
        addList(lines, explanation == null ? null : explanation.path("steps"));
        if (explanation != null && explanation.path("equal").asBoolean(false)) {
            lines.add("equal");
            return lines;
        }
        lines.add("different");
        addList(lines, explanation == null ? null : explanation.path("differences"));
        return lines;
    }

    /** What it costs, what was expected and what came of it, in the units of people. */
    private static List<String> inShort(JsonNode decision) {
        List<String> lines = new ArrayList<>();
        long delta = decision.path("costDeltaNanoDollarsPerHour").asLong();
        long price = decision.path("evidence").path("replicaNanoDollarsPerHour").asLong();
        lines.add(
                price == 0
                        ? "  cost: unknown, the target has no price"
                        : String.format(
                                Locale.ROOT,
                                "  cost: %+.2f dollars an hour (a replica costs %.2f)",
                                delta / 1e9,
                                price / 1e9));
        JsonNode forecast = decision.path("forecast");
        if (forecast.isObject()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  forecast: %.1f replicas needed in %.0f s, off by %.1f lately",
                    forecast.path("milliReplicas").asLong() / 1e3,
                    forecast.path("horizonMicros").asLong() / 1e6,
                    forecast.path("errorMilliReplicas").asLong() / 1e3));
        }
        JsonNode effect = decision.path("effect");
        if (effect.isObject()) {
            lines.add("  effect: " + effect.path("reason").asText());
        }
        return lines;
    }

    /** What a rule remembers may be hundreds of numbers, which say nothing to a person. */
    private static void shorten(JsonNode evidence) {
        if (evidence == null) {
            return;
        }
        JsonNode state = evidence.path("state");
        state.path("memories").forEach(ExplanationPage::shortenMemory);
        shortenMemory(state.path("effects"));
    }

    private static void shortenMemory(JsonNode memory) {
        int size = memory.path("values").size();
        if (size > SHOWN && memory instanceof ObjectNode shown) {
            shown.put("values", size + " numbers; --json has them");
        }
    }

    private static void addList(List<String> lines, JsonNode items) {
        if (items == null || items.isEmpty()) {
            lines.add("  none");
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            lines.add("  " + (i + 1) + ". " + items.get(i).asText());
        }
    }
}
