package io.blackroad.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Schemas of the generated record classes. */
public final class FactSchemas {
    private static final String JAVA_STRING = "avro.java.string";
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactSchemas() {}

    /** Schema that a generated class was made from, with marks that mean something to Java only. */
    public static Schema of(Class<? extends SpecificRecord> type) {
        return SpecificData.getForClass(type).getSchema(type);
    }

    /**
     * The same schema as the rest of the world sees it: without Java's marks, so that a program in another language that
     * registers the contract's file gets the same id.
     */
    public static Schema published(Class<? extends SpecificRecord> type) {
        try {
            return new Schema.Parser()
                    .parse(withoutMarks(JSON.readTree(of(type).toString())).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro prints a schema that is no JSON: " + of(type), e);
        }
    }

    /**
     * A schema with only the named fields of a class, for a {@link FactReader} that fills nothing else.
     *
     * @throws IllegalArgumentException if the class has no such field
     */
    public static Schema projection(Class<? extends SpecificRecord> type, String... fields) {
        Schema whole = of(type);
        Set<String> wanted = Set.of(fields);
        List<Field> kept = whole.getFields().stream()
                .filter(field -> wanted.contains(field.name()))
                .map(field -> new Field(field, field.schema()))
                .toList();
        if (kept.size() < wanted.size()) {
            throw new IllegalArgumentException(whole.getFullName() + " lacks some of the fields " + wanted + "; it has "
                    + whole.getFields().stream().map(Field::name).toList());
        }
        return Schema.createRecord(whole.getName(), whole.getDoc(), whole.getNamespace(), false, kept);
    }

    private static JsonNode withoutMarks(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean marked = object.remove(JAVA_STRING) != null;
            if (marked && object.size() == 1) {
                return TextNode.valueOf(object.get("type").textValue());
            }
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                entry.setValue(withoutMarks(entry.getValue()));
            }
            return object;
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(item -> array.add(withoutMarks(item)));
            return array;
        }
        return node;
    }
}
