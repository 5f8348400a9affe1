package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the owner of a key does not answer, a copy does: it says that it is stale and never that there is nothing. */
class StaleAnswersTest {
    private static final List<String> QUESTIONS = List.of(
            "/v1/agents/agent-1",
            "/v1/services/us-east/api",
            "/v1/decisions/us-east.api.5",
            "/v1/decisions/us-east.api.5/dry-run?upAbovePercent=60",
            "/v1/decisions?target=us-east/api&limit=3");

    private final Group group = new Group();

    @BeforeEach
    void thereAreTwoCopies() {
        for (Keyspace keyspace : List.of(Keyspace.AGENT, Keyspace.TARGET)) {
            FakeFleet.all(keyspace).forEach(partition -> group.fleet.give(partition, "b"));
            group.a.copied.addAll(FakeFleet.all(keyspace));
        }
    }

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void theOwnerIsPreferredAndMarksNothing() {
        for (String question : QUESTIONS) {
            JsonNode answer = Group.json(group.get(group.a, question));
            assertThat(answer.has("stale")).as(question).isFalse();
        }
    }

    @Test
    void aCopyHereAnswersForADeadOwner() {
        group.b.close();
        for (String question : QUESTIONS) {
            assertStale(question, group.get(group.a, question));
        }
    }

    @Test
    void aCopyHereAnswersForAnOwnerThatRestores() {
        group.b.restoring = true;
        for (String question : QUESTIONS) {
            assertStale(question, group.get(group.a, question));
        }
    }

    @Test
    void aCopyElsewhereAnswersWhenNobodyOwnsTheKey() {
        group.a.copied.clear();
        for (Keyspace keyspace : List.of(Keyspace.AGENT, Keyspace.TARGET)) {
            FakeFleet.all(keyspace).forEach(group.fleet::lose);
            group.b.copied.addAll(FakeFleet.all(keyspace));
        }
        for (String question : QUESTIONS) {
            assertStale(question, group.get(group.a, question));
        }
    }

    @Test
    void whatACopyDoesNotKnowTheOwnerMay() {
        group.b.close();
        for (String question : List.of(
                "/v1/agents/nobody",
                "/v1/services/us-east/nothing",
                "/v1/decisions/us-east.api.999",
                "/v1/decisions?target=us-east/nothing")) {
            HttpResponse<String> response = group.get(group.a, question);
            assertThat(response.statusCode()).as(question).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After"))
                    .as(question)
                    .hasValue("2");
        }
    }

    @Test
    void aCopyWithoutASampleDoesNotKnowTheService() {
        TargetKey target = new TargetKey("us-east", "api");
        TargetView known = group.fleet.targets.get(target);
        group.fleet.targets.put(
                target,
                new TargetView(target, known.row(), known.rule(), null, 3, 3, known.lastDecision(), known.shadows()));
        assertThat(group.get(group.a, "/v1/services/us-east/api").statusCode()).isEqualTo(200);
        group.b.close();
        assertThat(group.get(group.a, "/v1/services/us-east/api").statusCode()).isEqualTo(503);
    }

    @Test
    void aWrongQuestionIsWrongWhoeverIsAsked() {
        group.b.close();
        assertThat(group.get(group.a, "/v1/decisions/us-east.api.5/dry-run?upAbovePercent=x")
                        .statusCode())
                .isEqualTo(400);
    }

    private static void assertStale(String question, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(question + response.body()).isEqualTo(200);
        JsonNode answer = Group.json(response);
        assertThat(answer.path("stale").asBoolean()).as(question).isTrue();
        assertThat(answer.path("lagRecords").asLong()).as(question).isEqualTo(FakeInstance.LAG);
    }
}
