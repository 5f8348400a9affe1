package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OLD = NOON.minusSeconds(86_400);

    @ParameterizedTest(name = "{0} mCPU, {1} bytes, {2} mGPU at {4} per {3} = {5}")
    @CsvSource({
        // 1 vCPU for a month of 730 hours, by the minute, the hour and the month
        "1000, 0, 0, MINUTE, 463000, 20279400000",
        "1000, 0, 0, HOUR, 463000, 337990000",
        "1000, 0, 0, MONTH, 463000, 463000",
        // a thousandth of a core
        "1, 0, 0, HOUR, 1000000, 730000",
        // 1 GB is a billion bytes; one byte more adds its billionth
        "0, 1000000000, 0, HOUR, 231000, 168630000",
        "0, 1, 0, MONTH, 1000000000, 1",
        "0, 1, 0, MONTH, 999999999, 0",
        // 60 H100 at 4.50 an hour
        "0, 0, 60000, HOUR, 4500000000, 197100000000000",
        // no overflow: a petabyte by the minute
        "0, 1000000000000000, 0, MINUTE, 231000, 10117800000000000",
        "0, 0, 0, MINUTE, 463000, 0"
    })
    void isPriceTimesResourceTimesAMonth(
            long cpuMillis, long bytes, long gpuMillis, PriceUnit unit, long nanoDollars, long expected) {
        Prices prices = new Prices(List.of(
                PriceRow.of("p", "vcpu", unit, nanoDollars, OLD),
                PriceRow.of("p", "memory-gb", unit, nanoDollars, OLD),
                PriceRow.of("p", "gpu-h100", unit, nanoDollars, OLD)));
        Amounts held = Amounts.of(cpuMillis, bytes, gpuMillis);
        assertThat(Tariff.perMonth(prices, held, NOON)).hasValue(BigInteger.valueOf(expected));
        assertThat(Tariff.perHour(prices, held, NOON)).hasValue(BigInteger.valueOf(expected / 730));
    }

    @Test
    void theNewestRowThatIsValidHolds() {
        assertThat(cost(
                        row("p", "vcpu", PriceUnit.MONTH, 1, OLD.minusSeconds(1)),
                        row("p", "vcpu", PriceUnit.MONTH, 2, OLD),
                        row("p", "vcpu", PriceUnit.MONTH, 3, NOON.plusNanos(1_000))))
                .isEqualTo(2);
        assertThat(cost(row("p", "vcpu", PriceUnit.MONTH, 3, NOON))).isEqualTo(3);
    }

    @Test
    void ofSeveralProvidersTheDearestCounts() {
        assertThat(cost(row("cheap", "vcpu", PriceUnit.HOUR, 1, OLD), row("dear", "vcpu", PriceUnit.MINUTE, 1, OLD)))
                .isEqualTo(43_800);
    }

    @Test
    void whatHasNoPriceHasNoCost() {
        assertThat(cost()).isNull();
        assertThat(cost(row("p", "memory-gb", PriceUnit.HOUR, 1, OLD))).isNull();
        assertThat(cost(row("p", "vcpu", PriceUnit.HOUR, 1, NOON.plusSeconds(1))))
                .isNull();
        assertThat(cost(row("p", "vcpu", PriceUnit.EACH, 1, OLD))).isNull();
        assertThat(Tariff.perMonth(new Prices(List.of()), Amounts.NONE, NOON)).hasValue(BigInteger.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 400, 900, 0, 1000",
        "1000, 400, 1000, 0, 1000",
        "1000, 400, 1600, 600, 500",
        "1000, 1000, 1600, 600, 0",
        "1000, 1200, 1600, 600, 0",
        "0, 0, 1, 1, 0"
    })
    void aBudgetSaysWhatIsTooMuchAndWhatFits(long budget, long toDate, long monthEnd, long exceededBy, int fits) {
        assertThat(BudgetGate.of(budget, toDate, monthEnd)).isEqualTo(new BudgetGate(exceededBy, fits));
    }

    private static PriceRow row(String provider, String item, PriceUnit unit, long nanoDollars, Instant from) {
        return PriceRow.of(provider, item, unit, nanoDollars, from);
    }

    private static Long cost(PriceRow... rows) {
        return Tariff.perMonth(new Prices(List.of(rows)), Amounts.of(1_000, 0, 0), NOON)
                .map(BigInteger::longValueExact)
                .orElse(null);
    }
}
