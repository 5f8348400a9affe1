package io.blackroad.streams.query;

import io.blackroad.cost.Account;
import io.blackroad.cost.Account.Kind;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.PartBill;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Tariff;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What it costs to go on as now, nano-dollars: everything held, and what stands idle. Status and cost show this same
 * number.
 *
 * @param perMonth for 730 hours
 */
record RunRate(long perHour, long perMonth, long agentsPerMonth, long idlePerMonth, long overheadPerMonth) {

    /** The rate; empty while something is held that has no price, or one too high to reckon with. */
    static Optional<RunRate> of(CostBook book, Prices prices) {
        Map<Kind, Amounts> held = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            held.put(kind, Amounts.NONE);
        }
        for (Map.Entry<Account, Amounts> entry :
                PartBill.withIdle(book.held(), book.offered()).entrySet()) {
            held.merge(entry.getKey().kind(), entry.getValue(), Amounts::plus);
        }
        Amounts all = held.values().stream().reduce(Amounts.NONE, Amounts::plus);
        Optional<BigInteger> hour = Tariff.perHour(prices, all, book.at());
        Optional<BigInteger> month = Tariff.perMonth(prices, all, book.at());
        // A month of all is the most of them.
        if (hour.isEmpty() || month.filter(sum -> sum.bitLength() < Long.SIZE).isEmpty()) {
            return Optional.empty();
        }
        long idle = month(prices, held.get(Kind.IDLE), book);
        long overhead = month(prices, held.get(Kind.OVERHEAD), book);
        long total = month.get().longValueExact();
        // Rounded down once: what the others leave is the agents'.
        return Optional.of(new RunRate(hour.get().longValueExact(), total, total - idle - overhead, idle, overhead));
    }

    private static long month(Prices prices, Amounts held, CostBook book) {
        return Tariff.perMonth(prices, held, book.at()).orElseThrow().longValueExact();
    }
}
