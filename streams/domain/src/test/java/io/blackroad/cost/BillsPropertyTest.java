package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.Account.Kind;
import io.blackroad.cost.PriceRow.Tier;
import io.blackroad.cost.Prices.Sold;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random fleets whose agents change, with prices that change in the middle of an hour: every nano-dollar is found again. */
class BillsPropertyTest {
    private static final Instant START = Instant.parse("2026-02-27T20:17:03.123456Z");
    private static final Sold CPU = new Sold("rail", "vcpu");
    private static final Sold MEMORY = new Sold("rail", "memory-gb");
    private static final Sold REQUESTS = new Sold("cloud", "request");
    private static final long CAPACITY = 64_000_000_000L;

    /** Something that is entered into a book. */
    private record Entry(Account account, Sold sold, long amount, Instant from, Instant to) {
        void into(UsageBook book) {
            if (to == null) {
                book.used(account, sold, amount, from);
            } else {
                book.held(account, sold, amount, from, to);
            }
        }
    }

    @Property(tries = 200)
    void agentsIdleAndOverheadAreTheBill(@ForAll long seed) {
        Random random = new Random(seed);
        Bill bill = bill(prices(random), world(random));
        assertThat(bill.open()).isZero();
        assertThat(bill.unpriced()).isEmpty();
        assertThat(bill.by(line -> line.account().kind()).values().stream().reduce(0L, Long::sum))
                .isEqualTo(bill.total());
        assertThat(bill.by(line -> line.provider() + "/" + line.item())).isEqualTo(bill.charged());
        for (var line : bill.lines()) {
            assertThat(line.nanoDollars()).as(line.toString()).isNotNegative();
        }
        assertThat(bill.by(line -> line.account().kind()).keySet()).containsExactly(Kind.values());
    }

    @Property(tries = 100)
    void theOrderOfEntriesAndWhatIsTakenBackLaterDoNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        Prices prices = prices(random);
        List<Entry> world = world(random);
        Bill bill = bill(prices, world);
        List<Entry> late = new ArrayList<>();
        for (Entry entry : world) {
            if (entry.to() == null) {
                late.add(entry);
                continue;
            }
            // Thought to go on at first; then word of an end comes, and each is told in two pieces.
            Instant thought = entry.to().plusSeconds(random.nextInt(9_000));
            Instant middle = entry.from()
                    .plus(Duration.between(entry.from(), entry.to())
                            .dividedBy(3)
                            .truncatedTo(ChronoUnit.MICROS));
            late.add(new Entry(entry.account(), entry.sold(), entry.amount(), entry.from(), middle));
            late.add(new Entry(entry.account(), entry.sold(), entry.amount(), middle, thought));
            late.add(new Entry(entry.account(), entry.sold(), -entry.amount(), entry.to(), thought));
        }
        Collections.shuffle(late, random);
        Bill again = bill(prices, late);
        assertThat(again.charged()).isEqualTo(bill.charged());
        assertThat(again.open()).isZero();
        assertThat(nonZero(again)).isEqualTo(nonZero(bill));
    }

    @Property(tries = 100)
    void aFlatPriceTimesTheIntegralIsTheCharge(@ForAll long seed) {
        Random random = new Random(seed);
        long price = 1 + random.nextInt(10_000_000);
        Prices flat = new Prices(List.of(PriceRow.of("rail", "vcpu", PriceUnit.MINUTE, price, Instant.EPOCH)));
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        BigInteger integral = BigInteger.ZERO;
        UsageBook book = new UsageBook(flat);
        for (int agent = 0; agent < 20; agent++) {
            Instant from = march.plusNanos(1_000L * random.nextInt(1_000_000_000));
            long micros = random.nextInt(2_000_000_000);
            long amount = 1_000_000L * random.nextInt(8_000);
            book.held(Account.agent("a" + agent, "r", "s"), CPU, amount, from, from.plusNanos(1_000 * micros));
            integral = integral.add(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(micros)));
        }
        BigInteger unit = BigInteger.valueOf(60_000_000).multiply(BigInteger.valueOf(1_000_000_000));
        assertThat(BigInteger.valueOf(Bills.of(book).total()))
                .isEqualTo(integral.multiply(BigInteger.valueOf(price)).divide(unit));
    }

    private static Map<String, Long> nonZero(Bill bill) {
        Map<String, Long> lines = new TreeMap<>(
                bill.by(line -> line.account() + " " + line.provider() + " " + line.item() + " " + line.from()));
        lines.values().removeIf(cost -> cost == 0);
        return lines;
    }

    private static Bill bill(Prices prices, List<Entry> entries) {
        UsageBook book = new UsageBook(prices);
        entries.forEach(entry -> entry.into(book));
        return Bills.of(book);
    }

    /** Prices change some minutes into an hour, once in the month that ends and once in the next. */
    private static Prices prices(Random random) {
        List<PriceRow> rows = new ArrayList<>();
        for (Sold sold : List.of(CPU, MEMORY)) {
            PriceUnit unit = random.nextBoolean() ? PriceUnit.MINUTE : PriceUnit.HOUR;
            for (Instant from : List.of(Instant.EPOCH, START.plusSeconds(7_777), START.plusSeconds(180_001))) {
                List<Tier> tiers = random.nextBoolean() ? List.of() : List.of(new Tier(500, random.nextInt(1_000_000)));
                long price = random.nextInt(1_000_000);
                rows.add(new PriceRow(
                        sold.provider(), sold.item(), unit, price, from, random.nextInt(100), tiers, false));
            }
        }
        rows.add(new PriceRow(
                "cloud", "request", PriceUnit.EACH, 500, Instant.EPOCH, 1_000, List.of(new Tier(5_000, 300)), true));
        return new Prices(rows);
    }

    /** A worker's capacity over two days and a month's end; its agents come, change, are lost; what they leave is idle. */
    private static List<Entry> world(Random random) {
        List<Entry> entries = new ArrayList<>();
        Instant end = START.plus(Duration.ofDays(2));
        entries.add(new Entry(Account.idle("us-east"), CPU, CAPACITY, START, end));
        for (int agent = 0; agent < 12; agent++) {
            Account account = Account.agent("agent-" + agent, "us-east", agent % 2 == 0 ? "api" : "worker");
            Instant from = START.plusSeconds(random.nextInt(50_000));
            for (int state = 0; state < 4 && from.isBefore(end); state++) {
                Instant to = from.plusNanos(1_000L * (1 + random.nextInt(2_000_000_000)) * 20);
                to = to.isAfter(end) ? end : to;
                long cores = 1_000_000L * random.nextInt(4_000);
                entries.add(new Entry(account, CPU, cores, from, to));
                entries.add(new Entry(Account.idle("us-east"), CPU, -cores, from, to));
                entries.add(new Entry(account, MEMORY, random.nextInt(2_000_000_000), from, to));
                from = to;
            }
        }
        for (int request = 0; request < 50; request++) {
            Instant at = START.plusSeconds(random.nextInt(172_800));
            entries.add(new Entry(
                    Account.overhead("us-east", "api"), REQUESTS, 1_000_000_000L * random.nextInt(500), at, null));
        }
        return entries;
    }
}
