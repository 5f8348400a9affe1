package io.blackroad.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiDocumentsTest {
    @Test
    void twoDocumentsBecomeOneInWhichTheOwnStands() {
        JsonNode whole = json(OpenApiDocuments.with(
                "{\"info\":1,\"paths\":{\"/health\":{\"get\":1}},\"components\":{\"schemas\":{\"A\":1}}}",
                "{\"info\":2,\"paths\":{\"/health\":{\"get\":2},\"/v1/more\":{\"post\":3}},"
                        + "\"components\":{\"schemas\":{\"A\":2,\"B\":3},\"securitySchemes\":{\"token\":4}}}"));

        assertThat(whole)
                .isEqualTo(json("{\"info\":1,\"paths\":{\"/health\":{\"get\":1},\"/v1/more\":{\"post\":3}},"
                        + "\"components\":{\"schemas\":{\"A\":1,\"B\":3},\"securitySchemes\":{\"token\":4}}}"));
    }

    @Test
    void operationsSayThatTheyNeedATokenAndOpenOnesDoNot() {
        JsonNode whole = json(
                OpenApiDocuments.guarded(
                        "{\"paths\":{\"/health\":{\"get\":{\"responses\":{}}},\"/v1/status\":{\"get\":{\"responses\":{\"401\":1}}}}}"));
        assertThat(whole.at("/paths/~1v1~1status/get/responses").toString())
                .isEqualTo("{\"401\":1,\"403\":{\"$ref\":\"#/components/responses/NotLetIn\"},"
                        + "\"429\":{\"$ref\":\"#/components/responses/NotLetIn\"}}");
        assertThat(whole.at("/paths/~1v1~1status/get/security")).hasSize(3);
        assertThat(whole.at("/paths/~1health/get").toString()).isEqualTo("{\"responses\":{}}");
        List<String> types = new ArrayList<>();
        whole.at("/components/schemas/AccessProblem/properties/type/enum").forEach(type -> types.add(type.asText()));
        assertThat(types)
                .containsExactlyElementsOf(Arrays.stream(AccessProblem.values())
                        .map(AccessProblem::urn)
                        .toList());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OpenApiDocuments.with("{}", "[1]"));
    }
}
