package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages follow one another without gap or repeat, whichever instance gives the next one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {
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
    @ValueSource(ints = {1, 7, 59, 60, 61, 1_000})
    void agentsArePagedById(int limit) {
        List<String> expected =
                group.fleet.agents.keySet().stream().sorted(IdOrder.BYTES).toList();
        assertThat(walk("/v1/agents?limit=" + limit, limit, "id")).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 107, 108, 109, 500})
    void decisionsArePagedNewestFirst(int limit) {
        List<String> expected = group.fleet.decisions.values().stream()
                .flatMap(log -> log.values().stream())
                .sorted(Comparator.comparing(DecisionKey::of))
                .map(decision -> decision.getDecisionId())
                .toList();
        assertThat(walk("/v1/decisions?limit=" + limit, limit, "decisionId")).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 500})
    void changesOfOneTargetArePagedNewestFirst(int limit) {
        assertThat(walk("/v1/decisions?target=us-east/api&holds=false&limit=" + limit, limit, "sequence"))
                .containsExactly("12", "11", "9", "8", "6", "5", "3", "2");
    }

    @Test
    void sinceIsInclusiveAndMayBeADurationOrAnInstant() {
        List<String> sequences = walk("/v1/decisions?target=us-east/api&since=PT10M", 50, "sequence");
        assertThat(sequences).containsExactly("12", "11", "10");
        assertThat(walk("/v1/decisions?target=us-east/api&since=2026-03-01T11:50:00Z", 50, "sequence"))
                .isEqualTo(sequences);
        assertThat(walk("/v1/decisions?since=2030-01-01T00:00:00Z", 50, "sequence"))
                .isEmpty();
    }

    @Test
    void withoutALimitPagesHaveTheDefaultSize() {
        assertThat(Group.json(group.get(group.a, "/v1/decisions")).path("items"))
                .hasSize(DecisionQueries.DEFAULT_LIMIT);
    }

    private List<String> walk(String path, int limit, String field) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; cursor != null; page++) {
            JsonNode body = Group.json(group.get(page % 2 == 0 ? group.a : group.b, path + cursor));
            assertThat(body.path("items").size()).as(body.toString()).isLessThanOrEqualTo(limit);
            assertThat(page == 0 || !body.path("items").isEmpty())
                    .as("page " + page + " shows something")
                    .isTrue();
            body.path("items").forEach(item -> seen.add(item.path(field).asText()));
            cursor = body.path("next").isNull()
                    ? null
                    : "&cursor=" + body.path("next").asText();
        }
        return seen;
    }
}
