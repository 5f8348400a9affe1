package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShadowBillTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Memory run(Memory before, int from, int to, int replicas, int real) {
        Memory bill = before;
        for (int second = from; second <= to; second++) {
            bill = ShadowBill.add(bill, NOON.plusSeconds(second), replicas, real, 4_000_000_000L);
        }
        return bill;
    }

    @Test
    void anHourOfThreeReplicasBesideFiveRealOnes() {
        Memory bill = run(Memory.NONE, 0, 3_600, 3, 5);
        assertThat(ShadowBill.of(bill)).hasValueSatisfying(sum -> {
            assertThat(sum.since()).isEqualTo(NOON);
            assertThat(sum.until()).isEqualTo(NOON.plusSeconds(3_600));
            assertThat(sum.replicaMicros()).isEqualTo(3 * 3_600 * Micros.SECOND);
            assertThat(sum.realReplicaMicros()).isEqualTo(5 * 3_600 * Micros.SECOND);
            assertThat(sum.nanoDollars()).isBetween(11_999_990_000L, 12_000_000_000L);
            assertThat(sum.realNanoDollars()).isBetween(19_999_990_000L, 20_000_000_000L);
        });
    }

    @Test
    void aTimeInWhichNobodyLookedCountsForNeitherAndARepeatedTickNotTwice() {
        Memory bill = run(Memory.NONE, 0, 10, 3, 5);
        Memory later = run(bill, 4_000, 4_000, 3, 5);
        assertThat(ShadowBill.of(later).orElseThrow().replicaMicros())
                .isEqualTo(ShadowBill.of(bill).orElseThrow().replicaMicros());
        assertThat(run(later, 4_000, 4_000, 3, 5)).isEqualTo(later);
        assertThat(ShadowBill.of(Memory.NONE)).isEmpty();
    }
}
