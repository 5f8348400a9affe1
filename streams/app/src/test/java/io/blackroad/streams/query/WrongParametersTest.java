package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongParametersTest {
    private Group group;

    @BeforeAll
    void start() {
        group = new Group();
    }

    @AfterAll
    void stop() {
        group.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/agents?limit=0 | limit: must be a number from 1 to 1000",
                "/v1/agents?limit=1001 | limit: must be a number from 1 to 1000",
                "/v1/agents?limit=many | limit: must be a number from 1 to 1000",
                "/v1/agents?limit=99999999999999999999 | limit: must be a number from 1 to 1000",
                "/v1/agents?limit= | limit: must be a number from 1 to 1000",
                "/v1/agents?limit=1&limit=2 | limit: given 2 times; allowed is once",
                "/v1/agents?state=SLEEPY | state: allowed are REGISTERED, STARTED, IDLE, BUSY, DRAINING, STOPPED, FAILED",
                "/v1/agents?regoin=us-east | regoin: unknown; allowed are region, service, state, limit, cursor",
                "/v1/agents?region= | region: must have 1 to 256 characters",
                "/v1/agents?cursor=nonsense | cursor: is not the next of a page of this list",
                "/v1/agents?cursor=%21%21 | cursor: is not the next of a page of this list",
                "/v1/agents/agent-1?full=true | full: this route takes none",
                "/v1/services?region=us-east | region: this route takes none",
                "/v1/status?watch=true | watch: this route takes none",
                "/v1/decisions?limit=501 | limit: must be a number from 1 to 500",
                "/v1/decisions?holds=yes | holds: allowed are true, false",
                "/v1/decisions?target=api | target: must be region/service as in us-east/api",
                "/v1/decisions?target=us-east/ | target: must be region/service as in us-east/api",
                "/v1/decisions?since=yesterday | since: must be a duration back from now as in PT10M, or an instant as in 2026-01-31T12:00:00Z",
                "/v1/decisions?since=P106751991167300D | since: must be a duration back from now as in PT10M, or an instant as in 2026-01-31T12:00:00Z"
            })
    void aWrongParameterIsNamedWithWhatIsAllowed(String path, String detail) {
        HttpResponse<String> response = group.get(group.a, path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Group.json(response);
        assertThat(problem.path("type").asText()).isEqualTo("urn:blackroad:problem:invalid-parameter");
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        assertThat(problem.path("errors")).hasSize(1);
    }

    @Test
    void allWrongParametersAreNamedAtOnce() {
        JsonNode problem = Group.json(group.get(group.a, "/v1/agents?limit=0&state=x&colour=red"));
        assertThat(problem.path("errors")).hasSize(3);
        assertThat(problem.path("detail").asText()).contains("limit: ", "state: ", "colour: ");
    }

    @Test
    void aCursorOfOneListIsNoCursorOfAnother() {
        String next = Group.json(group.get(group.a, "/v1/agents?limit=1"))
                .path("next")
                .asText();
        assertThat(group.get(group.a, "/v1/decisions?cursor=" + next).statusCode())
                .isEqualTo(400);
        assertThat(group.get(group.a, "/v1/agents?cursor=" + next).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets", "/v1", "/v1/agent", "/v1/agents/a/b", "/v1/services/us-east", "/metrics/x"})
    void anUnknownRouteIsAProblemThatSaysWhereRoutesAre(String path) {
        HttpResponse<String> response = group.get(group.a, path);
        assertThat(response.statusCode()).isEqualTo(404);
        JsonNode problem = Group.json(response);
        assertThat(problem.path("type").asText()).isEqualTo("urn:blackroad:problem:unknown-route");
        assertThat(problem.path("detail").asText()).contains(path, "/openapi.json");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/agents/nobody, unknown-agent",
        "/v1/services/us-east/nothing, unknown-service",
        "/v1/decisions?target=us-east/nothing, unknown-service",
        "/v1/decisions/us-east.api.999, unknown-decision",
        "/v1/decisions/us-east.api, unknown-decision",
        "/v1/decisions/us-east.api.0, unknown-decision",
        "/v1/decisions/us-east.api.-1, unknown-decision",
        "/v1/decisions/us-east.api.01, unknown-decision",
        "/v1/decisions/us-east.api.99999999999999999999, unknown-decision",
        "/v1/decisions/7, unknown-decision"
    })
    void whatIsNotThereIsAProblem(String path, String type) {
        for (FakeInstance instance : java.util.List.of(group.a, group.b)) {
            HttpResponse<String> response = group.get(instance, path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Group.json(response).path("type").asText()).isEqualTo("urn:blackroad:problem:" + type);
        }
    }
}
