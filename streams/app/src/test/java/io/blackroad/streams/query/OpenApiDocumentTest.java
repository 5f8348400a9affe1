package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
    @Test
    void twoDocumentsBecomeOneInWhichTheOwnStands() {
        JsonNode whole = Group.json(OpenApiDocument.with(
                "{\"info\":1,\"paths\":{\"/health\":{\"get\":1}},\"components\":{\"schemas\":{\"A\":1}}}",
                "{\"info\":2,\"paths\":{\"/health\":{\"get\":2},\"/v1/more\":{\"post\":3}},"
                        + "\"components\":{\"schemas\":{\"A\":2,\"B\":3},\"securitySchemes\":{\"token\":4}}}"));

        assertThat(whole)
                .isEqualTo(Group.json("{\"info\":1,\"paths\":{\"/health\":{\"get\":1},\"/v1/more\":{\"post\":3}},"
                        + "\"components\":{\"schemas\":{\"A\":1,\"B\":3},\"securitySchemes\":{\"token\":4}}}"));
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OpenApiDocument.with("{}", "[1]"));
    }
}
