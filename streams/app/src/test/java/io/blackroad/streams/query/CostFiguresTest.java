package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.cost.Amounts;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostFiguresTest {
    @Test
    void costsBeyondANumberOf64BitsAreAProblemThatSaysSoAndTheStatusGoesOn() {
        try (Group group = new Group()) {
            CostBook book = group.fleet.costs.get(0);
            List<CostAccrued> hours = new ArrayList<>(book.hours());
            hours.forEach(hour -> hour.setNanoDollars(Long.MAX_VALUE));
            group.fleet.costs.set(0, new CostBook(book.at(), hours, book.held(), book.offered()));
            group.fleet.prices.add(Facts.price("dear", "vcpu", "minute", Long.MAX_VALUE, Instant.EPOCH));
            var answer = group.get(group.a, "/v1/cost");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(Group.json(answer).path("detail").asText()).contains("more than 9.2 billion dollars");
            assertThat(group.get(group.a, "/v1/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theDearestAgentsAreNamedAndTheOthersAreOneLine() {
        try (Group group = new Group()) {
            long noon = Micros.of(Facts.NOON);
            for (int agent = 1; agent <= 30; agent++) {
                // A core for so many minutes: 463,000 nano-dollars each.
                group.fleet.holdings.add(
                        new Held("agent-" + agent, "", Amounts.of(1_000, 0, 0), noon - agent * 60_000_000L, noon));
            }
            group.fleet.holdings.add(
                    new Held("agent-3", "r1", Amounts.of(1_000, 0, 0), noon - 100 * 60_000_000L, noon));
            for (FakeInstance instance : List.of(group.a, group.b)) {
                JsonNode cost = Group.json(group.get(instance, "/v1/cost?by=agent&limit=3"));
                List<String> lines = new ArrayList<>();
                long sum = 0;
                for (JsonNode item : cost.path("items")) {
                    lines.add(item.path("name").asText());
                    sum += item.path("nanoDollars").asLong();
                }
                assertThat(lines)
                        .containsExactly(
                                "agent-3 lease r1",
                                "agent-30",
                                "agent-29",
                                "(other agents, and before)",
                                "(overhead)",
                                "(idle)");
                assertThat(cost.path("items").get(1).path("nanoDollars").asLong())
                        .isEqualTo(30 * 463_000);
                assertThat(sum).isEqualTo(cost.path("nanoDollars").asLong());
                assertThat(cost.has("missingPartitions")).isFalse();
            }
            assertThat(Group.json(group.get(group.a, "/v1/cost?by=agent")).path("items"))
                    .hasSize(20 + 3);
        }
    }

    @Test
    void figuresAreThoseOfTheAnswerAndOnlyTheInstanceThatReckonsHasThem() {
        try (Group group = new Group()) {
            assertThat(CostFigures.of(group.b.state)).isEmpty();
            CostFigures figures = CostFigures.of(group.a.state).orElseThrow();
            var answer = Group.json(group.get(group.b, "/v1/cost?by=kind"));
            assertThat(figures.monthToDate().get("idle")).isEqualTo(13.0);
            assertThat(figures.monthToDate().keySet()).containsExactly("agent", "idle", "overhead");
            assertThat(figures.monthEnd())
                    .isEqualTo(answer.path("month").path("end").asLong() / 1e9);
            assertThat(figures.perHour())
                    .isEqualTo(answer.path("runRate").path("perHour").asLong() / 1e9);
            assertThat(figures.budgets()).containsEntry("us-east", 1.0).containsKey("phase/scale");
            assertThat(figures.exceededBy().get("us-east")).isPositive();
        }
    }
}
