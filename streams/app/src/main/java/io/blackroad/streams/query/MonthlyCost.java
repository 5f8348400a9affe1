package io.blackroad.streams.query;

import io.blackroad.cost.PriceRow;
import io.blackroad.cost.PriceUnit;
import io.blackroad.cost.Prices;
import io.blackroad.schema.control.Price;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the resources that agents hold now would cost if held for a month of 730 hours, the month that cloud providers
 * reckon with. In integer nano-dollars; rounded down once, at the end.
 */
final class MonthlyCost {
    /** Brings thousandths to billionths, in which bytes of a gigabyte come by themselves. */
    private static final long MILLIS_TO_NANOS = 1_000_000;

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private MonthlyCost() {}

    /**
     * Cost of a month; empty if something is held that has no price at this time.
     *
     * @param usage requested CPU, memory and GPU count, used or not
     */
    static Optional<BigInteger> nanoDollars(Usage usage, List<Price> prices, Instant at) {
        long cpuMillis = usage.cpuRequestedMillis() + usage.cpuMissingMillis();
        long memoryBytes = usage.memoryRequestedBytes() + usage.memoryMissingBytes();
        Optional<BigInteger> cpu = item("vcpu", product(cpuMillis, MILLIS_TO_NANOS), prices, at);
        Optional<BigInteger> memory = item("memory-gb", product(memoryBytes, 1), prices, at);
        Optional<BigInteger> gpu = item("gpu-h100", product(usage.gpuRequestedMillis(), MILLIS_TO_NANOS), prices, at);
        return cpu.flatMap(a -> memory.flatMap(b -> gpu.map(c -> a.add(b).add(c).divide(BILLION))));
    }

    private static Optional<BigInteger> item(String item, BigInteger billionths, List<Price> prices, Instant at) {
        if (billionths.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        return perMonth(item, prices, at).map(billionths::multiply);
    }

    /**
     * Nano-dollars a month of one unit, by the row that holds at this time. If several providers sell the item, the
     * dearest counts: an estimate that errs should err high.
     */
    private static Optional<BigInteger> perMonth(String item, List<Price> prices, Instant at) {
        List<PriceRow> ofTime = PriceWire.rows(prices).stream()
                .filter(row -> row.unit() != PriceUnit.EACH)
                .toList();
        return new Prices(ofTime)
                .sellers(item, at).stream()
                        .map(row -> product(
                                row.nanoDollars(),
                                PriceUnit.MONTH.micros() / row.unit().micros()))
                        .max(Comparator.naturalOrder());
    }

    private static BigInteger product(long left, long right) {
        return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
    }
}
