package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.topic.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

/** House rules of the contracts. */
class SchemaRulesTest {
    private final Set<String> faults = new LinkedHashSet<>();

    @Test
    void everyContractKeepsTheRules() {
        for (Topic<?> topic : SchemaHistory.topics()) {
            check(FactSchemas.published(topic.type()), topic.name());
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void faultsAreSeen() {
        check(
                new Schema.Parser()
                        .parse(
                                "{\"type\":\"record\",\"name\":\"Bad_Name\",\"fields\":["
                                        + "{\"name\":\"Field\",\"type\":\"double\"},"
                                        + "{\"name\":\"readAt\",\"type\":\"long\",\"doc\":\"When.\"},"
                                        + "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"A\"]}}]}"),
                "t");
        assertThat(faults)
                .containsExactly(
                        "t Bad_Name has no doc",
                        "t Bad_Name is no UpperCamelCase name",
                        "t Bad_Name.Field has no doc",
                        "t Bad_Name.Field is no lowerCamelCase name",
                        "t Bad_Name.readAt ends in At and is no timestamp-micros",
                        "t Bad_Name.kind has no doc",
                        "t Kind has no doc",
                        "t Kind has no default, so an older reader stops at a new symbol");
    }

    private void check(Schema schema, String where) {
        switch (schema.getType()) {
            case RECORD -> {
                checkNamed(schema, where);
                schema.getFields().forEach(field -> checkField(schema, field, where));
            }
            case ENUM -> {
                checkNamed(schema, where);
                fault(
                        schema.getEnumDefault() == null,
                        where + " " + schema.getName() + " has no default, so an older reader stops at a new symbol");
            }
            case FIXED -> checkNamed(schema, where);
            case ARRAY -> check(schema.getElementType(), where);
            case MAP -> check(schema.getValueType(), where);
            case UNION -> schema.getTypes().forEach(branch -> check(branch, where));
            default -> {
                // Plain types have no rules of their own.
            }
        }
    }

    private void checkNamed(Schema schema, String where) {
        String name = where + " " + schema.getName();
        fault(isBlank(schema.getDoc()), name + " has no doc");
        fault(!schema.getName().matches("([A-Z][a-z0-9]+)+"), name + " is no UpperCamelCase name");
    }

    private void checkField(Schema record, Field field, String where) {
        String name = where + " " + record.getName() + "." + field.name();
        fault(isBlank(field.doc()), name + " has no doc");
        fault(!field.name().matches("[a-z]+([A-Z][a-z0-9]+)*"), name + " is no lowerCamelCase name");
        boolean time = field.name().endsWith("At");
        fault(
                time && plainTypes(field.schema()).stream().noneMatch(SchemaRulesTest::isTime),
                name + " ends in At and is no timestamp-micros");
        check(field.schema(), where);
    }

    private static List<Schema> plainTypes(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }

    private static boolean isTime(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
    }

    private void fault(boolean present, String what) {
        if (present) {
            faults.add(what);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
