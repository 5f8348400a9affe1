package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.CostAccrued;
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
