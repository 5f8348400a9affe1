package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whichever instance is asked, the answer is the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyInstanceTest {
    private Group group;

    @BeforeAll
    void start() {
        group = new Group();
    }

    @AfterAll
    void stop() {
        group.close();
    }

    @Test
    void everyAnswerIsTheSameThroughEither() {
        List<String> questions = new ArrayList<>(List.of(
                "/v1/status",
                "/v1/balance",
                "/v1/agents",
                "/v1/agents?limit=7",
                "/v1/agents?region=us-east&state=IDLE&limit=5",
                "/v1/agents?service=nobody",
                "/v1/agents/nobody",
                "/v1/services",
                "/v1/services/us-east/nothing",
                "/v1/decisions",
                "/v1/decisions?limit=7&holds=false",
                "/v1/decisions?since=PT10M",
                "/v1/decisions/us-east.api.999",
                "/v1/route/agent-1",
                "/openapi.json"));
        group.fleet.agents.keySet().forEach(id -> questions.add("/v1/agents/" + id));
        group.fleet.targets.keySet().forEach(key -> {
            questions.add("/v1/services/" + key.id());
            questions.add("/v1/decisions?target=" + key.id());
            questions.add("/v1/decisions/" + key.region() + "." + key.service() + ".5");
        });
        for (String question : questions) {
            HttpResponse<String> one = group.get(group.a, question);
            HttpResponse<String> other = group.get(group.b, question);
            assertThat(other.statusCode()).as(question).isEqualTo(one.statusCode());
            assertThat(other.body()).as(question).isEqualTo(one.body());
            assertThat(other.headers().firstValue("Content-Type"))
                    .as(question)
                    .isEqualTo(one.headers().firstValue("Content-Type"));
        }
    }

    @Test
    void bothHoldSomethingAndTheListsHoldItAll() {
        assertThat(group.fleet.held("a", Keyspace.AGENT)).isNotEmpty();
        assertThat(group.fleet.held("b", Keyspace.AGENT)).isNotEmpty();
        JsonNode agents = Group.json(group.get(group.a, "/v1/agents"));
        assertThat(agents.path("items")).hasSize(Group.AGENTS);
        assertThat(agents.path("next").isNull()).isTrue();
        assertThat(agents.path("missingPartitions")).isEmpty();
        JsonNode services = Group.json(group.get(group.b, "/v1/services"));
        assertThat(services.path("items")).hasSize(9);
        assertThat(services.path("items").get(0).path("id").asText()).isEqualTo("ap-south/api");
    }

    @Test
    void oneAgentIsShownWhole() {
        JsonNode agent = Group.json(group.get(group.a, "/v1/agents/agent-4"));
        assertThat(agent.path("id").asText()).isEqualTo("agent-4");
        assertThat(agent.path("lastSeen").asText()).isEqualTo("2026-03-01T12:00:00.123456Z");
        assertThat(agent.path("tasks").path("completed").asInt()).isEqualTo(7);
    }

    @Test
    void aDecisionComesWithEvidenceAndExplanationAndAListWithNeither() {
        JsonNode decision = Group.json(group.get(group.a, "/v1/decisions/us-east.api.4"));
        assertThat(decision.path("evidence")
                        .path("sample")
                        .path("cpuUsedMillis")
                        .asInt())
                .isEqualTo(3_250);
        assertThat(decision.path("explanation").path("equal").asBoolean()).isTrue();
        assertThat(decision.path("explanation").path("steps").get(0).asText()).isEqualTo("folded us-east.api.4");
        JsonNode listed = Group.json(group.get(group.a, "/v1/decisions?target=us-east/api"));
        assertThat(listed.path("items").get(0).has("evidence")).isFalse();
        assertThat(listed.path("items").get(0).path("decisionId").asText()).isEqualTo("us-east.api.12");
    }

    @Test
    void statusAddsUpWhatBothHold() {
        JsonNode status = Group.json(group.get(group.b, "/v1/status"));
        assertThat(status.path("agents").path("active").asInt()).isEqualTo(Group.AGENTS);
        assertThat(status.path("agents").path("target").asInt()).isEqualTo(30_000);
        assertThat(status.path("services")).hasSize(3);
        assertThat(status.path("services").get(0).path("replicas").asInt()).isEqualTo(30);
        assertThat(status.path("services").get(0).path("max").asInt()).isEqualTo(150);
        assertThat(status.path("load").path("cpuPercent").asInt()).isEqualTo(72);
        assertThat(status.path("load").path("queued").asInt()).isEqualTo(45);
        assertThat(status.path("events")).hasSize(9 * 8);
        // 9 x (5 vCPU x 0.000463 + 20 GB x 0.000231) x 43,800 minutes
        assertThat(status.path("monthlyCostDollars").asInt()).isEqualTo(2_734);
    }

    @Test
    void costsAreTheSameWhoeverIsAskedAndByWhatever() {
        JsonNode status = Group.json(group.get(group.a, "/v1/status"));
        for (FakeInstance instance : List.of(group.a, group.b)) {
            for (String by : CostGrouping.names()) {
                JsonNode cost = Group.json(group.get(instance, "/v1/cost?window=PT24H&by=" + by));
                long sum = 0;
                for (JsonNode item : cost.path("items")) {
                    sum += item.path("nanoDollars").asLong();
                }
                assertThat(sum).as(by).isEqualTo(cost.path("nanoDollars").asLong());
                assertThat(cost.path("open").asLong()).isZero();
                long perMonth = cost.path("runRate").path("perMonth").asLong();
                assertThat(Math.round(perMonth / 1e9))
                        .isEqualTo(status.path("monthlyCostDollars").asLong());
            }
        }
        JsonNode cost = Group.json(group.get(group.b, "/v1/cost"));
        // The hour that runs is part of the month to date.
        assertThat(cost.path("month").path("toDate").asLong()).isEqualTo(13 * 3_000_000_000L);
        assertThat(cost.path("kinds").path("idle").asLong()).isEqualTo(13 * 1_000_000_000L);
        assertThat(cost.path("kinds").path("overhead").asLong()).isEqualTo(13 * 500_000_000L);
        JsonNode budget = cost.path("budgets").get(0);
        assertThat(budget.path("id").asText()).isEqualTo("us-east");
        assertThat(budget.path("exceededBy").asLong()).isPositive();
        assertThat(budget.path("why").asText()).startsWith("vcpu of us-east api $26 (67 %)");
        assertThat(budget.path("fitsPermille").asInt()).isZero();
        assertThat(cost.path("budgets").get(1).path("id").asText()).isEqualTo("phase/scale");
    }

    @Test
    void balanceAddsUpWhatBothHold() {
        JsonNode balance = Group.json(group.get(group.a, "/v1/balance"));
        assertThat(balance.path("topics").get(0).path("appended").asInt()).isEqualTo(40);
        assertThat(balance.path("topics").get(0).path("pending").asInt()).isEqualTo(8);
        assertThat(balance.path("balanced").asBoolean()).isTrue();
    }

    @Test
    void metricsAreTheTextThatIsGiven() {
        HttpResponse<String> metrics = group.get(group.a, "/metrics?name[]=x".replace("[]", "%5B%5D"));
        assertThat(metrics.body()).contains("blackroad_agents_active 3.0");
        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void headIsAnsweredAsGetWithoutABody() {
        HttpRequest.Builder head = HttpRequest.newBuilder(group.a.address().url("/v1/agents/agent-1"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> response = group.send(head);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }
}
