package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.PriceRow.Tier;
import io.blackroad.cost.Prices.Sold;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Parts rated one after the other, against the whole of the use rated at once. */
class PartBillPropertyTest {
    private static final Instant START = Instant.parse("2026-02-27T20:17:03.123456Z");

    @Property(tries = 100)
    void partsOneByOneAreTheBillOfTheWholeAndEachCloses(@ForAll long seed) {
        Random random = new Random(seed);
        Prices prices = prices(random);
        Parts parts = Parts.of(prices);
        UsageBook book = new UsageBook(prices);
        TreeMap<Long, Map<Account, Amounts>> used = new TreeMap<>();
        for (int agent = 0; agent < 30; agent++) {
            Account account = random.nextInt(5) == 0
                    ? Account.overhead("r" + random.nextInt(2), "s")
                    : Account.agent("", "r" + random.nextInt(2), "s" + random.nextInt(3));
            long cpu = random.nextInt(8_000);
            Instant from = START.plusSeconds(random.nextInt(150_000));
            Instant to = from.plusNanos(1_000L * random.nextInt(2_000_000_000) * (1 + random.nextInt(20)));
            if (cpu > 0) {
                book.held(account, new Sold("rail", "vcpu"), cpu * 1_000_000, from, to);
                fold(used, parts, account, cpu, UsageBook.micros(from), UsageBook.micros(to));
            }
        }
        Bill whole = Bills.of(book);
        TreeMap<String, Long> lines = new TreeMap<>();
        Map<Sold, BigInteger> month = new HashMap<>();
        String monthName = "";
        for (var part : used.entrySet()) {
            Instant from = UsageBook.instant(part.getKey());
            if (!from.toString().substring(0, 7).equals(monthName)) {
                month = new HashMap<>();
                monthName = from.toString().substring(0, 7);
            }
            PartBill bill = PartBill.of(from, part.getValue(), Map.of(), prices, month);
            assertThat(bill.open()).isZero();
            month = bill.used();
            bill.lines().forEach(line -> lines.merge(line.account() + " " + from, line.nanoDollars(), Long::sum));
        }
        Map<String, Long> expected = new TreeMap<>(whole.by(line -> line.account() + " " + line.from()));
        assertThat(lines).as("seed %s", seed).isEqualTo(expected);
    }

    @Property(tries = 200)
    void agentsIdleAndOverheadAreWhatIsOffered(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Account, Amounts> used = new HashMap<>();
        for (int account = 0; account < 6; account++) {
            used.put(Account.agent("", "r" + account % 2, "s" + account), amounts(random, 1_000_000));
            used.put(Account.overhead("r" + account % 2, "s" + account), amounts(random, 1_000));
        }
        Map<String, Amounts> offered = Map.of("r0", amounts(random, 10_000_000), "r2", amounts(random, 50_000));
        Prices prices = prices(random);
        PartBill bill = PartBill.of(START, used, offered, prices, Map.of());
        assertThat(bill.open()).isZero();
        assertThat(bill.unpriced()).isEmpty();
        Amounts taken = used.entrySet().stream()
                .filter(entry -> entry.getKey().region().equals("r0"))
                .map(Map.Entry::getValue)
                .reduce(Amounts.NONE, Amounts::plus);
        Amounts all = PartBill.withIdle(used, offered).entrySet().stream()
                .filter(entry -> entry.getKey().region().equals("r0"))
                .map(Map.Entry::getValue)
                .reduce(Amounts.NONE, Amounts::plus);
        for (Item item : Item.values()) {
            assertThat(all.of(item))
                    .isEqualTo(taken.of(item).max(offered.get("r0").of(item)));
        }
    }

    @Property
    void anIntegralIsExact(@ForAll List<Long> amounts, @ForAll long micros) {
        Integral sum = new Integral();
        BigInteger expected = BigInteger.ZERO;
        for (long amount : amounts) {
            sum.add(amount, micros);
            expected = expected.add(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(micros)));
        }
        if (expected.bitLength() < 127) {
            assertThat(sum.value()).isEqualTo(expected);
            Integral again = new Integral();
            again.set(expected);
            again.add(1, -1);
            assertThat(again.value()).isEqualTo(expected.subtract(BigInteger.ONE));
        }
    }

    private static Amounts amounts(Random random, int most) {
        return Amounts.of(random.nextInt(most), random.nextInt(most) * 1_000_000L, random.nextInt(most))
                .during(1 + random.nextInt(2_000_000_000));
    }

    private static void fold(
            Map<Long, Map<Account, Amounts>> used, Parts parts, Account account, long cpu, long from, long to) {
        for (long at = from; at < to; at = parts.end(at)) {
            long end = Math.min(to, parts.end(at));
            used.computeIfAbsent(parts.begin(at), part -> new HashMap<>())
                    .merge(account, Amounts.of(cpu, 0, 0).during(end - at), Amounts::plus);
        }
    }

    private static Prices prices(Random random) {
        List<PriceRow> rows = new ArrayList<>();
        for (Item item : Item.values()) {
            rows.add(new PriceRow(
                    "rail",
                    item.code(),
                    PriceUnit.MINUTE,
                    random.nextInt(1_000_000),
                    Instant.EPOCH,
                    random.nextInt(3_000),
                    List.of(new Tier(5_000 + random.nextInt(10_000), random.nextInt(1_000_000))),
                    random.nextBoolean()));
        }
        for (int change = 0; change < 3; change++) {
            Instant from = START.plus(Duration.ofMinutes(random.nextInt(3_000)));
            rows.add(PriceRow.of("rail", "vcpu", PriceUnit.HOUR, random.nextInt(90_000_000), from));
        }
        return new Prices(rows);
    }
}
