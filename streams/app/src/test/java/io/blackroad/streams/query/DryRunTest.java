package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A decision by other numbers: 72.2 % of what nine of ten agents requested is used, 65 % if the tenth uses nothing. */
class DryRunTest {
    private static final String PATH = "/v1/decisions/us-east.api.5/dry-run";

    private final Group group = new Group();

    @AfterEach
    void stop() {
        group.close();
    }

    private JsonNode tried(FakeInstance instance, String numbers) {
        HttpResponse<String> response = group.get(instance, PATH + numbers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Group.json(response);
    }

    @Test
    void decidesByTheNumbersGivenWhicheverInstanceIsAsked() {
        for (FakeInstance instance : List.of(group.a, group.b)) {
            JsonNode asItWas = tried(instance, "");
            assertThat(asItWas.at("/was/decisionId").asText()).isEqualTo("us-east.api.5");
            assertThat(asItWas.at("/decision/direction").asText()).isEqualTo("HOLD");
            JsonNode lower = tried(instance, "?upAbovePercent=60");
            assertThat(lower.at("/decision/direction").asText()).isEqualTo("UP");
            assertThat(lower.at("/decision/toReplicas").asInt()).isGreaterThan(11);
            assertThat(lower.path("steps")).isNotEmpty();
            JsonNode bound = tried(instance, "?upAbovePercent=60&maxReplicas=11");
            assertThat(bound.at("/decision/toReplicas").asInt()).isEqualTo(11);
            assertThat(bound.at("/decision/binding").asText()).isEqualTo("MAXIMUM");
            assertThat(tried(instance, "").path("was")).isEqualTo(asItWas.path("was"));
        }
    }

    @Test
    void saysWhatIsWrongWithTheNumbers() {
        HttpResponse<String> refused = group.get(group.a, PATH + "?minReplicas=9&maxReplicas=3");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("9").contains("3");
        assertThat(group.get(group.a, PATH + "?minReplicas=-1").statusCode()).isEqualTo(400);
        assertThat(group.get(group.a, "/v1/decisions/us-east.api.500/dry-run").statusCode())
                .isEqualTo(404);
    }
}
