package io.blackroad.connect.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;

/** Records of the contracts as rows: the opposite of {@link RowReader}. */
public final class RowWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int NANO_DIGITS = 9;

    private RowWriter() {}

    /** Values by column, as texts that PostgreSQL reads by the column's type. */
    public static Map<String, String> columns(SpecificRecord record) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Field field : record.getSchema().getFields()) {
            columns.put(ColumnNames.column(field), text(field, record.get(field.pos())));
        }
        return columns;
    }

    private static String text(Field field, Object value) {
        if (ColumnNames.isMoney(field)) {
            return dollars(value).toPlainString();
        }
        JsonNode node = json(value);
        return node.isContainerNode() ? node.toString() : node.asText();
    }

    private static BigDecimal dollars(Object nano) {
        return BigDecimal.valueOf((Long) nano, NANO_DIGITS);
    }

    private static JsonNode json(Object value) {
        if (value instanceof Enum<?> word) {
            return JSON.textNode(word.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, of) -> object.put(key.toString(), of.toString()));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(element -> array.add(object((SpecificRecord) element)));
            return array;
        }
        return JSON.textNode(value.toString());
    }

    /** An element of a list; numbers stay numbers in it. */
    private static ObjectNode object(SpecificRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            String key = ColumnNames.json(field);
            if (ColumnNames.isMoney(field)) {
                object.put(key, dollars(value));
            } else if (value instanceof Number number) {
                object.put(key, number.longValue());
            } else {
                object.set(key, json(value));
            }
        }
        return object;
    }
}
