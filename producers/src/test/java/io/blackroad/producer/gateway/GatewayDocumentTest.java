package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.access.OpenApiDocuments;
import io.blackroad.schema.FactSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

/** The document says what the gateway takes, and the gateway takes what the document says. */
class GatewayDocumentTest {
    private final JsonNode document = document();

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(GatewayDocument.standalone());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode schema(JsonNode document, FactShape shape) {
        return document.at("/components/schemas/" + shape.topic().type().getSimpleName());
    }

    @Test
    void routesAreTheSameInBothDirections() {
        List<String> served = new ArrayList<>(new SystemHandler(List::of, () -> "").paths());
        served.add(EventsHandler.PATH);
        served.addAll(OpenApiDocuments.ownPaths());
        assertThat(names(document.path("paths"))).containsExactlyInAnyOrderElementsOf(served);
        assertThat(names(document.path("paths").path(EventsHandler.PATH))).containsExactly("post");
    }

    @Test
    void bodiesAreOfTheKindsThatAreTaken() {
        Set<String> documented =
                names(document.path("paths").path(EventsHandler.PATH).at("/post/requestBody/content"));
        assertThat(documented).allSatisfy(type -> assertThat(BodyKind.of(type)).isPresent());
        assertThat(documented.stream().map(type -> BodyKind.of(type).orElseThrow()))
                .containsExactlyInAnyOrder(BodyKind.values());
    }

    @Test
    void fieldsAndBoundsAreThoseOfTheSchemasAndTheCode() {
        for (FactShape shape : FactShape.ALL) {
            JsonNode properties = schema(document, shape).path("properties");
            assertThat(names(properties)).as(shape.name()).isEqualTo(shape.fields());
            Schema avro = FactSchemas.of(shape.topic().type());
            for (Field field : avro.getFields()) {
                JsonNode property = properties.path(field.name());
                assertThat(property.path("description").asText())
                        .as(field.name())
                        .isNotEmpty();
                if (!EnvelopeReader.FIELDS.contains(field.name())) {
                    assertBounds(avro.getName(), field, property);
                }
            }
        }
    }

    private static void assertBounds(String record, Field field, JsonNode property) {
        FieldRule rule = FieldRules.of(record, field);
        String name = record + "." + field.name();
        switch (field.schema().getType()) {
            case INT, LONG -> {
                assertThat(property.path("minimum").asLong(-1)).as(name).isEqualTo(rule.min());
                assertThat(property.path("maximum").asLong(-1)).as(name).isEqualTo(rule.max());
            }
            case STRING, UNION -> {
                assertThat(property.path("minLength").asInt()).as(name).isEqualTo(rule.least());
                assertThat(property.path("maxLength").asInt()).as(name).isEqualTo(rule.most());
            }
            case ENUM ->
                assertThat(texts(property.path("enum")))
                        .as(name)
                        .isEqualTo(field.schema().getEnumSymbols().stream()
                                .filter(symbol -> !symbol.equals("UNKNOWN"))
                                .map(symbol -> symbol.toLowerCase(Locale.ROOT))
                                .toList());
            default -> assertThat(property.path("type").asText()).as(name).isEqualTo("array");
        }
        assertThat(property.has("default") || field.defaultVal() == org.apache.avro.JsonProperties.NULL_VALUE)
                .as(name)
                .isEqualTo(field.hasDefaultValue());
    }

    @Test
    void everyProblemTypeIsDocumentedAndNoOther() {
        assertThat(texts(document.at("/components/schemas/EventProblem/properties/type/enum")))
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::urn)
                        .toList());
    }

    @Test
    void theLimitOfABatchIsTheOneThatIsKept() {
        JsonNode content = document.path("paths").path(EventsHandler.PATH).at("/post/requestBody/content");
        assertThat(content.findValues("maxItems"))
                .isNotEmpty()
                .allSatisfy(max -> assertThat(max.asInt())
                        .isEqualTo(GatewayLimits.defaults().maxFacts()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(new TreeSet<>(document.findValuesAsText("$ref")))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .isTrue());
    }
}
