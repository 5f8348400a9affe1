package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds answers against the schemas of the OpenAPI document, as far as that uses JSON Schema. Stricter than a client
 * should be: a field that the document does not name is a fault.
 */
final class SchemaCheck {
    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with a value, with the place of each fault. */
    static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(document);
        check.check(schema, value, "$");
        return check.faults;
    }

    private void check(JsonNode raw, JsonNode value, String at) {
        JsonNode schema = resolve(raw);
        if (schema.has("oneOf")) {
            long fitting = 0;
            for (JsonNode option : schema.path("oneOf")) {
                fitting += faults(document, option, value).isEmpty() ? 1 : 0;
            }
            require(fitting == 1, at, fitting + " alternatives fit " + value);
            return;
        }
        if (schema.has("type")) {
            require(
                    types(schema.path("type")).contains(typeOf(value)),
                    at,
                    "is " + typeOf(value) + ", not " + schema.path("type"));
        }
        if (!value.isNull()) {
            checkScalar(schema, value, at);
        }
        if (value.isObject() && schema.has("properties")) {
            checkObject(schema, value, at);
        }
        for (int index = 0; index < value.size() && schema.has("items"); index++) {
            check(schema.path("items"), value.get(index), at + "[" + index + "]");
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String at) {
        schema.path("required").forEach(name -> require(value.has(name.asText()), at, "lacks " + name.asText()));
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode property = schema.path("properties").path(field.getKey());
            require(!property.isMissingNode(), at, "has " + field.getKey() + ", which the document does not name");
            check(property, field.getValue(), at + "." + field.getKey());
        }
    }

    private void checkScalar(JsonNode schema, JsonNode value, String at) {
        if (schema.has("enum")) {
            List<JsonNode> allowed = new ArrayList<>();
            schema.path("enum").forEach(allowed::add);
            require(allowed.contains(value), at, value + " is none of " + allowed);
        }
        if (schema.has("const")) {
            require(schema.path("const").equals(value), at, value + " is not " + schema.path("const"));
        }
        if (schema.has("pattern")) {
            require(value.asText().matches(schema.path("pattern").asText()), at, value + " does not match");
        }
        if (schema.path("format").asText().equals("date-time")) {
            require(isInstant(value.asText()), at, value + " is no time");
        }
        require(value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE), at, value + " is too low");
        require(value.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE), at, value + " is too high");
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode resolved = schema;
        while (resolved.has("$ref")) {
            resolved = document.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }

    private static List<String> types(JsonNode type) {
        List<String> types = new ArrayList<>();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        return types;
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }

    private static boolean isInstant(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void require(boolean holds, String at, String fault) {
        if (!holds) {
            faults.add(at + " " + fault);
        }
    }
}
