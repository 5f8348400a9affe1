package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.cost.PriceRow.Tier;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceRowTest {
    private static final long BILLION = 1_000_000_000;

    /** The first 10 are free, then 5 each, from 20 on 3, from 100 on 1. */
    private static PriceRow tiered(boolean wholeUnits) {
        List<Tier> tiers = List.of(new Tier(20, 3), new Tier(100, 1));
        return new PriceRow("p", "request", PriceUnit.EACH, 5, Instant.EPOCH, 10, tiers, wholeUnits);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "10,0", "11,5", "20,50", "21,53", "100,290", "101,291", "1000,1190"})
    void includedUnitsAndTiers(long pieces, long cost) {
        assertThat(tiered(false).cost(pieces(pieces))).isEqualTo(cost);
    }

    @Test
    void aPartOfAUnitCountsInProportionOrAsAWhole() {
        BigInteger half = pieces(12).add(BigInteger.valueOf(BILLION / 2));
        assertThat(tiered(false).cost(half)).isEqualTo(12);
        assertThat(tiered(true).cost(half)).isEqualTo(15);
    }

    @Test
    void anHourOfACoreIsSixtyOfItsMinutes() {
        PriceRow minute = PriceRow.of("p", "vcpu", PriceUnit.MINUTE, 463_000, Instant.EPOCH);
        PriceRow hour = PriceRow.of("p", "vcpu", PriceUnit.HOUR, 60 * 463_000, Instant.EPOCH);
        BigInteger quantity = BigInteger.valueOf(BILLION).multiply(BigInteger.valueOf(PriceUnit.HOUR.micros()));
        assertThat(minute.cost(quantity)).isEqualTo(27_780_000).isEqualTo(hour.cost(quantity));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        List<Tier> falling = List.of(new Tier(20, 3), new Tier(20, 1));
        assertThatThrownBy(() -> new PriceRow("p", "i", PriceUnit.EACH, 5, Instant.EPOCH, 0, falling, false))
                .hasMessageContaining("tiers must rise");
        assertThatThrownBy(() -> PriceRow.of("p", "i", PriceUnit.EACH, -1, Instant.EPOCH))
                .hasMessageContaining("negative");
    }

    private static BigInteger pieces(long count) {
        return BigInteger.valueOf(count).multiply(BigInteger.valueOf(BILLION));
    }
}
