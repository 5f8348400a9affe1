package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.Bill;
import io.blackroad.cost.Bills;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Prices.Sold;
import io.blackroad.cost.UsageBook;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.Micros;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.control.PriceWire;
import io.blackroad.streams.cost.BooksWire;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.runtime.Lives.Fact;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stage publishes, against the recorded lives of the agents rated at once. */
class CostStageTest {
    private static final Instant CHANGE = START.plus(Duration.ofMinutes(35));
    private static final Sold CPU = new Sold("rail", "vcpu");
    private static final Sold MEMORY = new Sold("rail", "memory-gb");

    @TempDir
    Path directory;

    private FleetDriver fleet;
    private final List<Price> prices = new ArrayList<>();
    private final Map<String, CostAccrued> hours = new TreeMap<>();

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        price("vcpu", "minute", 463_000, START.minusSeconds(86_400));
        price("memory-gb", "minute", 231_000, START.minusSeconds(86_400));
        // In the middle of an hour.
        price("vcpu", "hour", 90_000_001, CHANGE);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5})
    void hoursAreThePriceTimesTheLivesOfTheAgentsWhateverComesLateTwiceOrNotAtAll(long seed) {
        List<Fact> facts = Lives.of(4, new Random(seed));
        Lives lives = new Lives(fleet);
        int number = 0;
        for (Fact fact : Lives.arriving(facts)) {
            lives.send(fact);
            if (number % 7 == 0) {
                lives.send(fact);
            }
            if (number++ % 50 == 0) {
                fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
            }
        }
        published();
        Bill bill = bill(facts);
        Map<String, Long> expected =
                new TreeMap<>(bill.by(line -> "us-east/worker/" + line.from().truncatedTo(ChronoUnit.HOURS)));
        Map<String, Long> actual = new TreeMap<>();
        hours.forEach((key, cost) -> actual.put(key, cost.getNanoDollars()));
        assertThat(actual).as("seed %s", seed).isEqualTo(expected);
        assertThat(hours.values().stream()
                        .mapToLong(CostAccrued::getOverheadNanoDollars)
                        .sum())
                .isEqualTo(bill.by(line -> line.account().kind()).getOrDefault(Account.Kind.OVERHEAD, 0L));
    }

    @Test
    void agentsAndIdleNodesAreWhatTheNodesCost() {
        for (int node = 0; node < 3; node++) {
            Worker worker = Worker.newBuilder()
                    .setId("w" + node)
                    .setRegion("us-east")
                    .setCpuMillis(4_000)
                    .setMemoryBytes(8_000_000_000L)
                    .setUpdatedAt(START)
                    .build();
            fleet.send(Topics.WORKERS, worker.getId(), worker, START);
        }
        fleet.register("agent-0", START);
        fleet.register("agent-1", START);
        for (int second = 0; second < 600; second += 5) {
            fleet.sample("agent-0", 100, START.plusSeconds(second));
            if (second < 300) {
                fleet.sample("agent-1", 100, START.plusSeconds(second));
            }
        }
        published();
        long seconds = 595;
        long agents = 595 + 295;
        assertThat(hours.keySet()).containsExactly("us-east//" + START, "us-east/worker/" + START);
        CostAccrued worker = hours.get("us-east/worker/" + START);
        CostAccrued idle = hours.get("us-east//" + START);
        assertThat(idle.getItems().get("rail/vcpu") + worker.getItems().get("rail/vcpu"))
                .isEqualTo(12 * seconds * 463_000 / 60);
        assertThat(worker.getItems().get("rail/vcpu")).isEqualTo(agents * 463_000 / 60);
        assertThat(idle.getOverheadNanoDollars()).isZero();
        assertThat(idle.getProvider()).isEqualTo("rail");
    }

    @Test
    void aPriceThatIsCorrectedRatesTheMonthAgain() {
        fleet.register("agent-0", START);
        for (int second = 0; second <= 60; second += 5) {
            fleet.sample("agent-0", 100, START.plusSeconds(second));
        }
        published();
        long before = only().getItems().get("rail/vcpu");
        assertThat(before).isEqualTo(463_000);
        price("vcpu", "minute", 926_000, START.minusSeconds(86_400));
        published();
        assertThat(only().getItems().get("rail/vcpu")).isEqualTo(2 * before);
    }

    @Test
    void aRowThatNothingCanBePricedByIsRefusedAndTheOldOneStays() {
        price("vcpu", "fortnight", 1, START.minusSeconds(86_400));
        fleet.register("agent-0", START);
        fleet.sample("agent-0", 100, START.plusSeconds(60));
        published();
        assertThat(only().getItems().get("rail/vcpu")).isEqualTo(463_000);
    }

    @Test
    void aTargetWithoutAPriceOfItsOwnIsPricedByWhatItsReplicasRequest() {
        Target target = FleetDriver.target("us-east", "worker");
        target.setReplicaNanoDollarsPerHour(0);
        fleet.send(Topics.TARGETS, FleetDriver.TARGET, target, START);
        fleet.register("agent-0", START);
        fleet.register("agent-1", START);
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
        for (int second = 0; second < 3; second++) {
            fleet.second(2, 900, START.plusSeconds(second));
        }
        ScaleDecided decision = fleet.decisions().get(0);
        // Two cores and 2 GiB on ten replicas, five more of them.
        long replica = (2 * 463_000L * 60 + (2L << 30) * 231_000 * 60 / 1_000_000_000) / 10;
        assertThat(decision.getCostDeltaNanoDollarsPerHour()).isEqualTo(5 * replica);
        assertThat(DecisionExplanation.of(decision).equal()).isTrue();
    }

    @Test
    void whatAPartitionHeldInWhichNobodySpeaksAnyMoreIsNoRate() {
        StoredUse elsewhere = UseWire.stored(
                1, "us-east", "worker", false, UseWire.PRESENT, Micros.of(START), Amounts.of(7_000, 0, 0));
        String topic =
                CostTopology.useTopic(RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), directory, 0)
                        .applicationId());
        byte[] value = new StoredSerde<>(StoredUse.class).serializer().serialize("", elsewhere);
        fleet.bytes(topic, "fleet".getBytes(StandardCharsets.UTF_8), value, START);
        fleet.register("agent-0", START);
        assertThat(heldAfter(1, 50)).isEqualTo(8_000);
        assertThat(heldAfter(51, 100)).isEqualTo(1_000);
    }

    /** Thousandths of a core that run-rate goes by, after some seconds in which an agent speaks. */
    private long heldAfter(int from, int to) {
        for (int second = from; second <= to; second++) {
            fleet.sample("agent-0", 100, START.plusSeconds(second));
            if (second % 5 == 0) {
                published();
            }
        }
        StoredCostClock clock = (StoredCostClock)
                fleet.driver.getKeyValueStore(CostTopology.CLOCK_STORE).get("clock");
        List<StoredUse> present = new ArrayList<>();
        try (var uses = fleet.driver
                .<String, StoredUse>getKeyValueStore(CostTopology.USE_STORE)
                .range(BooksWire.FIRST_PRESENT, BooksWire.AFTER_PRESENT)) {
            uses.forEachRemaining(entry -> present.add(entry.value));
        }
        return BooksWire.of(clock, List.of(), present).held().values().stream()
                .mapToLong(amounts -> amounts.cpu().longValueExact())
                .sum();
    }

    private CostAccrued only() {
        assertThat(hours).hasSize(1);
        return hours.values().iterator().next();
    }

    /** Each state of each boot is held until the next fact that ends it, the last one until the last word. */
    private Bill bill(List<Fact> facts) {
        UsageBook book = new UsageBook(new Prices(PriceWire.rows(prices)));
        Map<String, List<Fact>> boots = new TreeMap<>();
        facts.forEach(fact -> boots.computeIfAbsent(fact.agent() + "/" + fact.epoch(), key -> new ArrayList<>())
                .add(fact));
        boots.values().forEach(boot -> {
            Instant last = boot.get(boot.size() - 1).at();
            List<Fact> changes =
                    boot.stream().filter(fact -> fact.change() != null).toList();
            for (int place = 0; place < changes.size(); place++) {
                Fact change = changes.get(place);
                Instant to = place + 1 < changes.size() ? changes.get(place + 1).at() : last;
                if (change.change() != LifecycleChange.STOPPED) {
                    Account account = change.change() == LifecycleChange.REGISTERED
                            ? Account.overhead("us-east", "worker")
                            : Account.agent("", "us-east", "worker");
                    book.held(account, CPU, change.cpu() * 1_000_000L, change.at(), to);
                    book.held(account, MEMORY, 1L << 30, change.at(), to);
                }
            }
        });
        return Bills.of(book);
    }

    private void price(String item, String unit, long nanoDollars, Instant from) {
        Price row = Price.newBuilder()
                .setId("rail/" + item + "/" + from)
                .setProvider("rail")
                .setItem(item)
                .setUnit(unit)
                .setNanoDollars(nanoDollars)
                .setValidFrom(from)
                .setUpdatedAt(START)
                .build();
        prices.add(row);
        fleet.send(Topics.PRICES, row.getId(), row, START);
    }

    /** The newest of each hour, once everything has gone through. */
    private void published() {
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        FactReader<CostAccrued> reader = new FactReader<>(fleet.registry, CostAccrued.class);
        for (TestRecord<byte[], byte[]> record : fleet.records(Topics.COST_ACCRUED.name())) {
            hours.put(new String(record.key(), StandardCharsets.UTF_8), reader.read(record.value(), null));
        }
    }
}
