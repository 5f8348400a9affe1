package io.blackroad.connect.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.Dollars;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;

/**
 * One value of a column as its field wants it. JDBC gives objects, change capture gives texts for whatever has no type in
 * Connect; both are read.
 *
 * @param nested reads an object inside a JSON list
 */
record ColumnValue(SpecificData data, Function<JsonNode, Object> nested) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UUID_BYTES = 16;

    Object read(Field field, Object value) {
        if (ColumnNames.isMoney(field)) {
            return Dollars.toNano(new BigDecimal(value.toString()));
        }
        return read(field.schema(), value);
    }

    private Object read(Schema schema, Object value) {
        return switch (schema.getType()) {
            case STRING -> value.toString();
            case INT -> new BigDecimal(value.toString()).intValueExact();
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
                        ? instant(value)
                        : (Object) new BigDecimal(value.toString()).longValueExact();
            case BOOLEAN -> bool(value);
            case ENUM -> word(schema, value.toString());
            case FIXED -> data.createFixed(null, uuid(value), schema);
            case UNION -> read(present(schema), value);
            case MAP -> texts(json(value));
            case ARRAY -> list(json(value));
            default -> throw new IllegalArgumentException("a " + schema.getType() + " is no column");
        };
    }

    private static Instant instant(Object value) {
        return value instanceof Timestamp time
                ? time.toInstant()
                : OffsetDateTime.parse(value.toString()).toInstant();
    }

    private static boolean bool(Object value) {
        return switch (value.toString()) {
            case "true", "t" -> true;
            case "false", "f" -> false;
            default -> throw new IllegalArgumentException("true or false is expected, not " + value);
        };
    }

    private Object word(Schema schema, String text) {
        String symbol = text.toUpperCase(Locale.ROOT);
        if (!schema.hasEnumSymbol(symbol)) {
            throw new IllegalArgumentException("there is no " + text + "; there are " + schema.getEnumSymbols());
        }
        return data.createEnum(symbol, schema);
    }

    private static byte[] uuid(Object value) {
        UUID uuid = UUID.fromString(value.toString());
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private List<Object> list(JsonNode array) {
        List<Object> elements = new ArrayList<>();
        array.forEach(element -> elements.add(nested.apply(element)));
        return elements;
    }

    private static JsonNode json(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        }
        try {
            return JSON.readTree(value.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
