package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.control.Price;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Slice;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CostMetersTest {
    private static final Instant HOUR = Instant.parse("2026-03-01T00:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CostMeters meters = new CostMeters(registry);

    @Test
    void costsAreInDollarsAndGoWithTheOneThatReckons() {
        CostAccrued cost = CostAccrued.newBuilder()
                .setRegion("us-east")
                .setService("api")
                .setHour(HOUR)
                .setProvider("rail")
                .setNanoDollars(2_500_000_000L)
                .setItems(Map.of("rail/vcpu", 2_500_000_000L))
                .setOccurredAt(HOUR)
                .setOverheadNanoDollars(500_000_000L)
                .build();
        CostBook book = new CostBook(
                HOUR.plusSeconds(1_800),
                List.of(cost),
                Map.of(Account.agent("", "us-east", "api"), Amounts.of(2_000, 0, 0)),
                Map.of());
        meters.follow(state(List.of(book)));
        assertThat(registry.scrape())
                .contains("blackroad_cost_month_to_date_dollars{kind=\"agent\"} 2.0\n")
                .contains("blackroad_cost_month_to_date_dollars{kind=\"overhead\"} 0.5\n")
                .contains("blackroad_cost_hourly_dollars 3.0\n")
                .contains("blackroad_cost_month_end_dollars ");
        meters.follow(state(List.of()));
        assertThat(registry.scrape()).doesNotContain("blackroad_cost_month_to_date_dollars{");
    }

    @Test
    void costsThatAreMoreThanALongHoldsAreNotShown() {
        CostAccrued absurd = CostAccrued.newBuilder()
                .setRegion("us-east")
                .setService("api")
                .setHour(HOUR)
                .setProvider("rail")
                .setNanoDollars(Long.MAX_VALUE)
                .setItems(Map.of("rail/vcpu", Long.MAX_VALUE))
                .setOccurredAt(HOUR)
                .build();
        CostAccrued other = CostAccrued.newBuilder(absurd).setService("web").build();
        meters.follow(
                state(List.of(new CostBook(HOUR.plusSeconds(1_800), List.of(absurd, other), Map.of(), Map.of()))));
        assertThat(registry.scrape()).doesNotContain("blackroad_cost_month_to_date_dollars{");
    }

    private static LocalState state(List<CostBook> books) {
        Price price = Price.newBuilder()
                .setId("rail/vcpu/2026-01-01")
                .setProvider("rail")
                .setItem("vcpu")
                .setUnit("hour")
                .setNanoDollars(1_500_000_000L)
                .setValidFrom(HOUR.minusSeconds(86_400))
                .setUpdatedAt(HOUR)
                .build();
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(),
                new Class<?>[] {LocalState.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "cost" -> new Slice<>(books, Set.of());
                    case "prices" -> List.of(price);
                    default -> List.of();
                });
    }
}
