package io.blackroad.streams.query;

import io.blackroad.cost.Amounts;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Tariff;
import io.blackroad.schema.control.Price;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the resources that agents hold now would cost if held for a month; see {@link Tariff}. */
final class MonthlyCost {
    private MonthlyCost() {}

    /**
     * Cost of a month in nano-dollars; empty if something is held that has no price at this time.
     *
     * @param usage requested CPU, memory and GPU count, used or not
     */
    static Optional<BigInteger> nanoDollars(Usage usage, List<Price> prices, Instant at) {
        Amounts held = Amounts.of(
                usage.cpuRequestedMillis() + usage.cpuMissingMillis(),
                usage.memoryRequestedBytes() + usage.memoryMissingBytes(),
                usage.gpuRequestedMillis());
        return Tariff.perMonth(new Prices(PriceWire.rows(prices)), held, at);
    }
}
