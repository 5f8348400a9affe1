package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JSON as indented {@code name: value} lines; null prints as a dash. */
public final class Fields {
    private Fields() {}

    /** The lines of an object, each after {@code indent}. */
    public static List<String> lines(JsonNode node, String indent) {
        List<String> lines = new ArrayList<>();
        if (node != null) {
            node.properties().forEach(field -> add(lines, indent, field.getKey(), field.getValue()));
        }
        return lines;
    }

    private static void add(List<String> lines, String indent, String name, JsonNode value) {
        if (value.isObject()) {
            lines.add(indent + name + ":");
            lines.addAll(lines(value, indent + "  "));
            return;
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            for (int i = 0; i < value.size(); i++) {
                add(lines, indent, name + "[" + i + "]", value.get(i));
            }
            return;
        }
        lines.add(indent + name + ": " + text(value));
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "-";
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}
