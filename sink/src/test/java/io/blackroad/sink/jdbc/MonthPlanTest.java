package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonthPlanTest {
    private static final YearMonth NOW = YearMonth.of(2026, 11);
    private static final MonthPolicy POLICY = new MonthPolicy(2, 3);

    @Test
    void partitionsAreMadeAhead() {
        MonthPlan plan = plan(Set.of(), Set.of());

        assertThat(plan.attach()).isEqualTo(months("2026-11", "2026-12", "2027-01"));
        assertThat(plan.detach()).isEmpty();
        assertThat(plan.archive()).isEmpty();
    }

    @Test
    void whatIsThereIsLeftAlone() {
        MonthPlan plan = plan(months("2026-08", "2026-10", "2026-11", "2026-12", "2027-01"), Set.of());

        assertThat(plan.attach()).isEmpty();
        assertThat(plan.detach()).isEmpty();
    }

    @Test
    void monthsOfTheDefaultPartitionGetTheirOwn() {
        MonthPlan plan = plan(months("2026-11", "2026-12", "2027-01"), months("2026-09", "2026-08"));

        assertThat(plan.attach()).isEqualTo(months("2026-08", "2026-09"));
    }

    @Test
    void monthsOfAWrongClockInTheFutureStayWhereTheyAre() {
        MonthPlan plan = plan(months("2026-11", "2026-12", "2027-01"), months("2027-02", "2099-01"));

        assertThat(plan.attach()).isEmpty();
        assertThat(plan.archive()).isEmpty();
    }

    @Test
    void oldMonthsAreDetachedAndTheirLateRowsFollowThem() {
        MonthPlan plan =
                plan(months("2026-07", "2026-08", "2025-01", "2026-11", "2026-12", "2027-01"), months("2026-07"));

        assertThat(plan.detach()).isEqualTo(months("2025-01", "2026-07"));
        assertThat(plan.archive()).isEqualTo(months("2026-07"));
    }

    @Test
    void aPolicyThatKeepsNothingIsRefused() {
        assertThatThrownBy(() -> new MonthPolicy(0, 0)).hasMessageContaining("at least 1, not 0 and 0");
    }

    private static MonthPlan plan(Set<YearMonth> attached, Set<YearMonth> waiting) {
        return MonthPlan.of(attached, waiting, NOW, POLICY);
    }

    private static Set<YearMonth> months(String... texts) {
        return Arrays.stream(texts).map(YearMonth::parse).collect(Collectors.toSet());
    }
}
