package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.access.OpenApiDocuments;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document says what the server does, and the server does what the document says. */
class OpenApiTest {
    private Group group;
    private JsonNode document;

    @BeforeEach
    void start() {
        group = new Group();
        document = Group.json(group.get(group.a, "/openapi.json"));
    }

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void routesAreTheSameInBothDirections() {
        Set<String> served = new TreeSet<>(group.a.server().routes());
        served.addAll(OpenApiDocuments.ownPaths());
        assertThat(names(document.path("paths"))).isEqualTo(served);
    }

    @Test
    void pathParametersAreThoseOfTheTemplates() {
        document.path("paths").properties().forEach(path -> {
            List<String> inTemplate = Arrays.stream(path.getKey().split("/"))
                    .filter(segment -> segment.startsWith("{"))
                    .map(segment -> segment.substring(1, segment.length() - 1))
                    .toList();
            assertThat(parameters(path.getValue(), "path")).as(path.getKey()).isEqualTo(inTemplate);
        });
    }

    @Test
    void queryParametersAreThoseThatTheRoutesTake() {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getKey().equals("/metrics") || OpenApiDocuments.ownPaths().contains(path.getKey())) {
                continue;
            }
            HttpResponse<String> response = group.get(group.a, path.getKey().replaceAll("\\{.*?}", "x") + "?wrong=1");
            List<String> documented = parameters(path.getValue(), "query");
            String allowed = documented.isEmpty()
                    ? "this route takes none"
                    : "unknown; allowed are " + String.join(", ", documented);
            assertThat(response.statusCode()).as(path.getKey()).isEqualTo(400);
            assertThat(Group.json(response)
                            .path("errors")
                            .get(0)
                            .path("problem")
                            .asText())
                    .as(path.getKey())
                    .isEqualTo(allowed);
        }
    }

    @Test
    void realAnswersFitTheirSchemas() {
        for (String path : List.of(
                "/health",
                "/ready",
                "/openapi.json",
                "/v1/status",
                "/v1/balance",
                "/v1/agents?limit=2",
                "/v1/services",
                "/v1/alerts",
                "/v1/alerts?state=FIRING",
                "/v1/gpu",
                "/v1/gpu?region=us-east",
                "/v1/workers",
                "/v1/workers?region=us-east",
                "/v1/cost",
                "/v1/cost?by=hour&window=PT24H",
                "/v1/session",
                "/v1/decisions?limit=2")) {
            assertFits(path, path.replaceAll("\\?.*", ""), 200);
        }
        assertFits("/v1/agents/agent-1", "/v1/agents/{id}", 200);
        assertFits("/v1/services/us-east/gpu", "/v1/services/{region}/{name}", 200);
        assertFits("/v1/workers/us-east-worker-1", "/v1/workers/{id}", 200);
        assertFits("/v1/decisions/us-east.api.5", "/v1/decisions/{id}", 200);
        assertFits("/v1/decisions/us-east.api.5/dry-run?upAbovePercent=60", "/v1/decisions/{id}/dry-run", 200);
        assertFits("/v1/decisions?target=us-east/api&limit=3", "/v1/decisions", 200);
        assertFits("/v1/route/agent-1", "/v1/route/{agentId}", 200);
        assertFits("/v1/plan?agents=12456", "/v1/plan", 200);
        group.b.close();
        assertFits("/v1/agents", "/v1/agents", 200);
        assertFits("/v1/status", "/v1/status", 200);
    }

    @Test
    void aDecisionWhoseEffectIsKnownFitsItsSchemaAndSaysIt() {
        group.fleet.decisions.values().stream()
                .flatMap(log -> log.values().stream())
                .filter(decision -> decision.getDirection() != io.blackroad.schema.Direction.HOLD)
                .forEach(decision -> group.fleet.effects.put(
                        decision.getRegion() + "/" + decision.getService() + "." + decision.getSequence(),
                        Facts.effect(decision)));
        assertFits("/v1/decisions?limit=20", "/v1/decisions", 200);
        JsonNode items = Group.json(group.get(group.a, "/v1/decisions?limit=20&holds=false"))
                .path("items");
        assertThat(items).isNotEmpty();
        for (JsonNode item : items) {
            assertThat(item.path("effect").path("verdict").asText()).isEqualTo("HELPED");
            String path = "/v1/decisions/" + item.path("decisionId").asText();
            assertFits(path, "/v1/decisions/{id}", 200);
            assertThat(Group.json(group.get(group.a, path)).path("effect")).isEqualTo(item.path("effect"));
        }
    }

    @Test
    void anAnswerWithAsLittleAsCanBeKnownFitsItsSchema() {
        TargetKey unknown = new TargetKey("us-east", "new");
        group.fleet.targets.put(
                unknown,
                new TargetView(unknown, null, null, null, TargetView.UNKNOWN, TargetView.UNKNOWN, null, List.of()));
        assertFits("/v1/services/us-east/new", "/v1/services/{region}/{name}", 200);
        group.fleet.phases.clear();
        group.fleet.prices.clear();
        assertFits("/v1/status", "/v1/status", 200);
        assertFits("/v1/plan?agents=1", "/v1/plan", 503);
    }

    @Test
    void realProblemsFitTheirSchema() {
        assertFits("/v1/agents?limit=0&state=x", "/v1/agents", 400);
        assertFits("/v1/plan", "/v1/plan", 400);
        assertFits("/v1/plan?agents=0", "/v1/plan", 400);
        assertFits("/v1/agents/nobody", "/v1/agents/{id}", 404);
        assertFits("/v1/services/us-east/nothing", "/v1/services/{region}/{name}", 404);
        assertFits("/v1/decisions/nothing", "/v1/decisions/{id}", 404);
        assertFits("/v1/workers/nothing", "/v1/workers/{id}", 404);
        group.a.missing = List.of("no rule has been read");
        assertFits("/ready", "/ready", 503);
        group.b.close();
        assertFits("/v1/balance", "/v1/balance", 503);
        String lost = group.fleet.agents.keySet().stream()
                .filter(id -> group.fleet.holder(FakeFleet.ofAgent(id)).equals("b"))
                .findFirst()
                .orElseThrow();
        assertFits("/v1/agents/" + lost, "/v1/agents/{id}", 503);
    }

    @Test
    void everyProblemTypeIsDocumentedAndNoOther() {
        List<String> documented = new ArrayList<>();
        document.at("/components/schemas/Problem/properties/type/enum").forEach(type -> documented.add(type.asText()));
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::urn)
                        .toList());
    }

    @Test
    void agentStatesAndLimitsAreThoseOfTheCode() {
        List<String> states = new ArrayList<>();
        document.at("/components/schemas/AgentState/enum").forEach(state -> states.add(state.asText()));
        assertThat(states).isEqualTo(AgentFilter.STATES);
        assertLimit("/v1/agents", AgentQueries.DEFAULT_LIMIT, AgentQueries.MAX_LIMIT);
        assertLimit("/v1/decisions", DecisionQueries.DEFAULT_LIMIT, DecisionQueries.MAX_LIMIT);
    }

    private void assertLimit(String path, int byDefault, int max) {
        int index = parameters(document.path("paths").path(path), "query").indexOf("limit");
        JsonNode schema = document.path("paths").path(path).at("/get/parameters/" + index + "/schema");
        assertThat(schema.path("default").asInt()).isEqualTo(byDefault);
        assertThat(schema.path("maximum").asInt()).isEqualTo(max);
    }

    @Test
    void examplesFitTheirSchemas() {
        List<JsonNode> contents = new ArrayList<>(document.findValues("content"));
        int examples = 0;
        for (JsonNode content : contents) {
            for (JsonNode media : content) {
                if (media.has("example")) {
                    examples++;
                    assertThat(SchemaCheck.faults(document, media.path("schema"), media.path("example")))
                            .isEmpty();
                }
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(16);
    }

    @Test
    void everyOperationAndFieldIsDescribedAndEveryReferenceLeadsSomewhere() {
        document.path("paths").forEach(path -> {
            assertThat(path.at("/get/description").asText()).isNotEmpty();
            assertThat(names(path.at("/get/responses"))).contains("200", "default");
        });
        document.at("/components/schemas").properties().forEach(schema -> {
            assertThat(schema.getValue().path("description").asText())
                    .as(schema.getKey())
                    .isNotEmpty();
        });
        Set<String> references = new TreeSet<>(document.findValuesAsText("$ref"));
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .isTrue());
    }

    @Test
    void aFieldThatTheDocumentDoesNotNameIsFound() {
        JsonNode schema = document.at("/components/schemas/Route");
        assertThat(SchemaCheck.faults(document, schema, Group.json("{\"agentId\":7,\"zone\":1}")))
                .anySatisfy(fault -> assertThat(fault).contains("has zone"))
                .anySatisfy(fault -> assertThat(fault).contains("lacks region"))
                .anySatisfy(fault -> assertThat(fault).contains("$.agentId is integer"));
    }

    private void assertFits(String question, String template, int status) {
        HttpResponse<String> response = group.get(group.a, question);
        assertThat(response.statusCode()).as(question).isEqualTo(status);
        JsonNode answer = document.path("paths")
                .path(template)
                .path("get")
                .path("responses")
                .path("" + status);
        if (answer.has("$ref")) {
            answer = document.at(answer.path("$ref").asText().substring(1));
        }
        String media = response.headers().firstValue("Content-Type").orElseThrow();
        JsonNode content = answer.path("content").path(media);
        assertThat(content.isMissingNode()).as(question + " answers " + media).isFalse();
        assertThat(SchemaCheck.faults(document, content.path("schema"), Group.json(response)))
                .as(question)
                .isEmpty();
    }

    private static List<String> parameters(JsonNode path, String in) {
        List<String> names = new ArrayList<>();
        path.at("/get/parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
