package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.control.Price;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthlyCostTest {
    private static final Instant OLD = Facts.NOON.minusSeconds(86_400);

    @ParameterizedTest(name = "{0} mCPU, {1} bytes, {2} mGPU at {4} per {3} = {5}")
    @CsvSource({
        // 1 vCPU for a month of 730 hours, by the minute, the hour and the month
        "1000, 0, 0, minute, 463000, 20279400000",
        "1000, 0, 0, hour, 463000, 337990000",
        "1000, 0, 0, month, 463000, 463000",
        // a thousandth of a core
        "1, 0, 0, hour, 1000000, 730000",
        // 1 GB is a billion bytes; one byte more adds its billionth
        "0, 1000000000, 0, hour, 231000, 168630000",
        "0, 1, 0, month, 1000000000, 1",
        "0, 1, 0, month, 999999999, 0",
        // 60 H100 at 4.50 an hour
        "0, 0, 60000, hour, 4500000000, 197100000000000",
        // no overflow: a petabyte by the minute
        "0, 1000000000000000, 0, minute, 231000, 10117800000000000",
        "0, 0, 0, minute, 463000, 0"
    })
    void isPriceTimesResourceTimesAMonth(
            long cpuMillis, long bytes, long gpuMillis, String unit, long nanoDollars, long expected) {
        Usage usage = new Usage(0, cpuMillis, 0, 0, bytes, 0, 0, gpuMillis, 0);
        List<Price> prices = List.of(
                Facts.price("p", "vcpu", unit, nanoDollars, OLD),
                Facts.price("p", "memory-gb", unit, nanoDollars, OLD),
                Facts.price("p", "gpu-h100", unit, nanoDollars, OLD));
        assertThat(MonthlyCost.nanoDollars(usage, prices, Facts.NOON))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualTo(expected));
    }

    @Test
    void whatIsRequestedCountsThoughItsUseIsNotKnown() {
        Usage usage = new Usage(10, 1_000, 500, 0, 0, 0, 0, 0, 0);
        assertThat(cost(usage, Facts.price("p", "vcpu", "month", 100, OLD))).isEqualTo(150);
    }

    @Test
    void theNewestRowThatIsValidHolds() {
        assertThat(cost(
                        core(),
                        Facts.price("p", "vcpu", "month", 1, OLD.minusSeconds(1)),
                        Facts.price("p", "vcpu", "month", 2, OLD),
                        Facts.price("p", "vcpu", "month", 3, Facts.NOON.plusNanos(1_000))))
                .isEqualTo(2);
        assertThat(cost(core(), Facts.price("p", "vcpu", "month", 3, Facts.NOON)))
                .isEqualTo(3);
    }

    @Test
    void ofSeveralProvidersTheDearestCounts() {
        assertThat(cost(
                        core(),
                        Facts.price("cheap", "vcpu", "hour", 1, OLD),
                        Facts.price("dear", "vcpu", "minute", 1, OLD)))
                .isEqualTo(43_800);
    }

    @Test
    void whatHasNoPriceHasNoCost() {
        assertThat(cost(core())).isNull();
        assertThat(cost(core(), Facts.price("p", "memory-gb", "hour", 1, OLD))).isNull();
        assertThat(cost(core(), Facts.price("p", "vcpu", "hour", 1, Facts.NOON.plusSeconds(1))))
                .isNull();
        assertThat(cost(core(), Facts.price("p", "vcpu", "each", 1, OLD))).isNull();
        assertThat(cost(Usage.NONE)).isZero();
    }

    private static Usage core() {
        return new Usage(0, 1_000, 0, 0, 0, 0, 0, 0, 0);
    }

    private static Long cost(Usage usage, Price... prices) {
        return MonthlyCost.nanoDollars(usage, List.of(prices), Facts.NOON)
                .map(cost -> cost.longValueExact())
                .orElse(null);
    }
}
