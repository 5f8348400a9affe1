package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.Prices.Sold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one holds alone costs by the list what its bill says, but for the rounding of the bill's parts. */
class ListPricesPropertyTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheBillOfOneAgent(long seed) {
        Random random = new Random(seed);
        List<PriceRow> rows = new ArrayList<>();
        for (int change = 0; change < 4; change++) {
            Instant from = change == 0 ? MARCH.minusSeconds(86_400) : MARCH.plusSeconds(random.nextInt(20_000));
            for (Item item : Item.values()) {
                PriceUnit unit = List.of(PriceUnit.MINUTE, PriceUnit.HOUR, PriceUnit.MONTH)
                        .get(random.nextInt(3));
                rows.add(PriceRow.of("rail", item.code(), unit, random.nextInt(2_000_000_000), from));
            }
        }
        Prices prices = new Prices(rows);
        Instant since = MARCH.plusSeconds(random.nextInt(10_000));
        Instant until = since.plusSeconds(random.nextInt(15_000));
        Instant window = MARCH.plusSeconds(random.nextInt(12_000));
        Amounts held = Amounts.of(random.nextInt(8_000), random.nextInt(), random.nextInt(1_000))
                .without(Amounts.NONE);
        UsageBook book = new UsageBook(prices);
        Instant from = since.isBefore(window) ? window : since;
        for (Item item : Item.values()) {
            if (from.isBefore(until)) {
                long billionths = held.billionths(item).longValueExact();
                book.held(Account.agent("a", "r", "s"), new Sold("rail", item.code()), billionths, from, until);
            }
        }
        long cost = ListPrices.of(prices, window)
                .cost(held, UsageBook.micros(since), UsageBook.micros(until))
                .longValueExact();
        long bill = Bills.of(book).total();
        assertThat(cost - bill).as("seed %s", seed).isBetween(-3L, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"})
    void whatWasHeldBeforeTheWindowCostsNothing(Instant until) {
        Prices prices = new Prices(List.of(
                PriceRow.of("rail", "vcpu", PriceUnit.HOUR, 1_000_000_000, Instant.parse("2026-01-01T00:00:00Z"))));
        assertThat(ListPrices.of(prices, MARCH).cost(Amounts.of(1_000, 0, 0), 0, UsageBook.micros(until)))
                .isZero();
    }
}
