package io.blackroad.streams.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.PriceTier;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceWireTest {
    /** 10,000 dollars an hour, and 1,000 a piece, are the most. */
    @ParameterizedTest(name = "{1} nano-dollars per {0}")
    @CsvSource({
        "minute, 166666666666, 166666666667",
        "hour, 10000000000000, 10000000000001",
        "month, 7300000000000000, 7300000000000001",
        "each, 1000000000000, 1000000000001"
    })
    void anAbsurdPriceIsRefusedAlsoInATier(String unit, long most, long absurd) {
        assertThatCode(() -> PriceWire.check(price(unit, most, most))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PriceWire.check(price(unit, absurd, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the price of rail/vcpu is $")
                .hasMessageContaining("correct the row");
        assertThatThrownBy(() -> PriceWire.check(price(unit, 1, absurd)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the price from quantity 7 on of rail/vcpu is $");
    }

    private static Price price(String unit, long nanoDollars, long ofTier) {
        return Price.newBuilder()
                .setId("rail/vcpu/2026-01-01")
                .setProvider("rail")
                .setItem("vcpu")
                .setUnit(unit)
                .setNanoDollars(nanoDollars)
                .setTiers(List.of(new PriceTier(7L, ofTier)))
                .setValidFrom(Instant.EPOCH)
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }
}
