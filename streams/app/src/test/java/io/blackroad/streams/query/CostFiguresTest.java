package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostFiguresTest {
    @Test
    void figuresAreThoseOfTheAnswerAndOnlyTheInstanceThatReckonsHasThem() {
        try (Group group = new Group()) {
            assertThat(CostFigures.of(group.b)).isEmpty();
            CostFigures figures = CostFigures.of(group.a).orElseThrow();
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
