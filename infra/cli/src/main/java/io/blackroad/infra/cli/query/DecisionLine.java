package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** One decision in one line: when, what, from and to, what bound it, why, and the id to ask with. */
final class DecisionLine {
    private DecisionLine() {}

    static String of(JsonNode decision) {
        String shadow = decision.path("shadow").asText("");
        String target = (shadow.isEmpty() || shadow.equals("null") ? "" : shadow + "@")
                + decision.path("region").asText() + "/"
                + decision.path("service").asText();
        return String.format(
                Locale.ROOT,
                "%s  %-18s %-4s %s  %s: %s%s  [%s]",
                decision.path("decidedAt").asText(),
                target,
                decision.path("direction").asText(),
                replicas(decision),
                decision.path("binding").asText(),
                decision.path("reason").asText(),
                effect(decision.path("effect")),
                decision.path("decisionId").asText());
    }

    /** Whether it helped, in a word, and what it gained; nothing while that is not known. */
    private static String effect(JsonNode effect) {
        if (!effect.isObject()) {
            return "";
        }
        int gain = effect.path("gainPermille").asInt(-1);
        String verdict =
                effect.path("verdict").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
        return " (" + verdict + (gain < 0 ? "" : String.format(Locale.ROOT, ", gain %.0f %%", gain / 10.0)) + ")";
    }

    private static String replicas(JsonNode decision) {
        int from = decision.path("fromReplicas").asInt(-1);
        int to = decision.path("toReplicas").asInt(-1);
        return known(from) + " -> " + known(to);
    }

    private static String known(int replicas) {
        return replicas < 0 ? "-" : Integer.toString(replicas);
    }
}
