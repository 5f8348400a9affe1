package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With part of the state out of reach an answer names what is missing, or is a 503; it is never empty and 200. */
class PartlyGoneTest {
    private final Group group = new Group();

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void listsNameThePartitionsOfADeadPeer() {
        group.b.close();
        JsonNode agents = Group.json(group.get(group.a, "/v1/agents"));
        assertThat(agents.path("items")).isNotEmpty();
        assertThat(texts(agents.path("missingPartitions"))).isEqualTo(group.partitionsOf("b", Keyspace.AGENT));
        for (String path : List.of("/v1/services", "/v1/decisions")) {
            JsonNode list = Group.json(group.get(group.a, path));
            assertThat(list.path("items")).isNotEmpty();
            assertThat(texts(list.path("missingPartitions"))).isEqualTo(group.partitionsOf("b", Keyspace.TARGET));
        }
    }

    @Test
    void listsNameThePartitionsOfAPeerThatRestores() {
        group.b.restoring = true;
        JsonNode agents = Group.json(group.get(group.a, "/v1/agents"));
        assertThat(texts(agents.path("missingPartitions"))).isEqualTo(group.partitionsOf("b", Keyspace.AGENT));
        JsonNode asked = Group.json(group.get(group.b, "/v1/agents"));
        assertThat(asked).isEqualTo(agents);
    }

    @Test
    void anEmptyListWithPartitionsMissingIsAnError() {
        group.b.close();
        HttpResponse<String> response = group.get(group.a, "/v1/agents?service=nothing");
        JsonNode problem = assertUnavailable(response, "partitions-missing");
        assertThat(texts(problem.path("missingPartitions"))).isEqualTo(group.partitionsOf("b", Keyspace.AGENT));
        group.a.restoring = true;
        for (String path : List.of("/v1/agents", "/v1/services", "/v1/decisions", "/v1/status", "/v1/balance")) {
            assertUnavailable(group.get(group.a, path), "partitions-missing");
        }
    }

    @Test
    void aKeyOfADeadPeerIsUnavailableAndOthersAreNot() {
        group.b.close();
        int there = 0;
        for (String id : group.fleet.agents.keySet()) {
            HttpResponse<String> response = group.get(group.a, "/v1/agents/" + id);
            if (group.fleet.holder(FakeFleet.ofAgent(id)).equals("a")) {
                assertThat(response.statusCode()).isEqualTo(200);
                there++;
            } else {
                JsonNode problem = assertUnavailable(response, "owner-unreachable");
                assertThat(problem.path("owner").asText()).startsWith("127.0.0.1:");
            }
        }
        assertThat(there).isBetween(1, Group.AGENTS - 1);
    }

    @Test
    void aKeyThatNobodyHoldsIsUnavailable() {
        group.fleet.lose(FakeFleet.ofAgent("agent-1"));
        JsonNode problem = assertUnavailable(group.get(group.a, "/v1/agents/agent-1"), "rebalancing");
        assertThat(problem.path("detail").asText()).contains("is being assigned");
    }

    @Test
    void aKeyHeldHereThatIsBeingRestoredIsUnavailable() {
        group.fleet.give(FakeFleet.ofAgent("agent-1"), "a");
        group.a.restoring = true;
        assertUnavailable(group.get(group.a, "/v1/agents/agent-1"), "rebalancing");
        HttpResponse<String> passedOn = group.get(group.b, "/v1/agents/agent-1");
        assertUnavailable(passedOn, "rebalancing");
    }

    @Test
    void twoInstancesThatTakeEachOtherForTheOwnerDoNotAskInCircles() {
        group.a.mistakenOwner = group.b.address();
        group.b.mistakenOwner = group.a.address();
        for (String path : List.of("/v1/agents/agent-1", "/v1/services/us-east/api", "/v1/decisions/us-east.api.1")) {
            JsonNode problem = assertUnavailable(group.get(group.a, path), "rebalancing");
            assertThat(problem.path("detail").asText()).contains("was asked as the owner and is not");
        }
    }

    @Test
    void statusKnowsNoNumberThatLacksAPart() {
        group.b.close();
        JsonNode status = Group.json(group.get(group.a, "/v1/status"));
        assertThat(status.path("agents").path("active").isNull()).isTrue();
        assertThat(status.path("agents").path("target").asInt()).isEqualTo(30_000);
        assertThat(status.path("load").path("cpuPercent").isNull()).isTrue();
        assertThat(status.path("services").get(0).path("replicas").isNull()).isTrue();
        // One instance reckons the costs, and that one is there.
        assertThat(status.path("monthlyCostDollars").asInt()).isEqualTo(2_734);
        assertThat(texts(status.path("missingPartitions")))
                .containsAll(group.partitionsOf("b", Keyspace.AGENT))
                .containsAll(group.partitionsOf("b", Keyspace.TARGET));
    }

    @Test
    void withoutTheOneThatReckonsNobodyKnowsTheCosts() {
        group.a.close();
        assertUnavailable(group.get(group.b, "/v1/cost"), "partitions-missing");
        JsonNode status = Group.json(group.get(group.b, "/v1/status"));
        assertThat(status.path("monthlyCostDollars").isNull()).isTrue();
        assertThat(texts(status.path("missingPartitions"))).contains("fleet-0");
    }

    @Test
    void anAccountWithoutOnePartitionIsNoAccount() {
        group.b.close();
        assertUnavailable(group.get(group.a, "/v1/balance"), "partitions-missing");
    }

    @Test
    void anItemThatTwoInstancesShowWhileItMovesIsListedOnce() {
        group.fleet.join("twin", group.a.address());
        JsonNode agents = Group.json(group.get(group.b, "/v1/agents"));
        assertThat(agents.path("items")).hasSize(Group.AGENTS);
        JsonNode status = Group.json(group.get(group.b, "/v1/status"));
        assertThat(status.path("agents").path("active").asInt()).isEqualTo(Group.AGENTS);
        assertThat(status.path("load").path("queued").asInt()).isEqualTo(45);
    }

    @Test
    void healthAndReadinessSayWhatIsWrong() {
        assertThat(group.get(group.a, "/health").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(group.get(group.a, "/ready").body()).isEqualTo("{\"status\":\"ready\"}");
        group.a.failure = "a stream thread died of an error";
        group.a.missing = List.of("target-1 is being restored, 500 records to go", "no rule has been read");
        JsonNode health = assertUnavailable(group.get(group.a, "/health"), "unhealthy");
        assertThat(health.path("detail").asText()).isEqualTo("a stream thread died of an error");
        JsonNode ready = assertUnavailable(group.get(group.a, "/ready"), "not-ready");
        assertThat(ready.path("missing")).hasSize(2);
    }

    @Test
    void aRouteNeedsARegion() {
        group.fleet.regions.clear();
        assertUnavailable(group.get(group.a, "/v1/route/agent-1"), "not-ready");
    }

    private static JsonNode assertUnavailable(HttpResponse<String> response, String type) {
        JsonNode problem = Group.json(response);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("type").asText()).isEqualTo("urn:blackroad:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(503);
        return problem;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
