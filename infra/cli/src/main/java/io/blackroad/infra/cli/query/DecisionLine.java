package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.terminal.Paint;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One decision in one line: when, what, from and to, what bound it, why, and the id to ask with. */
final class DecisionLine {
    private static final Pattern DIRECTION = Pattern.compile("^\\S+  \\S+ +(UP|DOWN|HOLD) ");

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

    /** The same line with its direction in colour; the third column, whatever the names before it hold. */
    static String painted(String line, Paint paint) {
        Matcher column = DIRECTION.matcher(line);
        if (!column.find()) {
            return line;
        }
        String direction = column.group(1);
        String coloured =
                switch (direction) {
                    case "UP" -> paint.more(direction);
                    case "DOWN" -> paint.less(direction);
                    default -> paint.faint(direction);
                };
        return line.substring(0, column.start(1)) + coloured + line.substring(column.end(1));
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
