package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The page of {@code explain}: decision, evidence, the steps of its recomputation, and the verdict. */
final class ExplanationPage {
    private static final int SHOWN = 12;

    private ExplanationPage() {}

    static List<String> lines(JsonNode answer) {
        ObjectNode decision = answer.deepCopy();
        JsonNode evidence = decision.remove("evidence");
        JsonNode explanation = decision.remove("explanation");
        List<String> lines = new ArrayList<>();
        lines.add("Decision");
        lines.addAll(Fields.lines(decision, "  "));
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

    /** What a rule remembers may be hundreds of numbers, which say nothing to a person. */
    private static void shorten(JsonNode evidence) {
        if (evidence == null) {
            return;
        }
        for (JsonNode memory : evidence.path("state").path("memories")) {
            int size = memory.path("values").size();
            if (size > SHOWN && memory instanceof ObjectNode shown) {
                shown.put("values", size + " numbers; --json has them");
            }
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
