package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.EPOCH;
import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.Account;
import io.blackroad.cost.Bill;
import io.blackroad.cost.Bills;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Prices.Sold;
import io.blackroad.cost.UsageBook;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.control.PriceWire;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** A fact on its way: it occurred, and it arrives. */
    private record Fact(String agent, long epoch, Instant at, Instant arrives, LifecycleChange change, int cpu) {}

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
        List<Fact> facts = world(new Random(seed));
        List<Fact> arriving = new ArrayList<>(facts);
        arriving.sort(Comparator.comparing(Fact::arrives));
        int number = 0;
        for (Fact fact : arriving) {
            send(fact);
            if (number % 7 == 0) {
                send(fact);
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

    private CostAccrued only() {
        assertThat(hours).hasSize(1);
        return hours.values().iterator().next();
    }

    /** Agents that boot, change, fall silent, crash and come back; every topic in its order, changes up to 3 s late. */
    private static List<Fact> world(Random random) {
        List<Fact> facts = new ArrayList<>();
        for (int agent = 0; agent < 4; agent++) {
            Instant at = START.plusMillis(random.nextInt(600_000));
            Instant arrived = at;
            for (long epoch = 0; at.isBefore(START.plusSeconds(5_000)); epoch++) {
                facts.add(new Fact("agent-" + agent, epoch, at, at, LifecycleChange.REGISTERED, cpu(random)));
                int count = 10 + random.nextInt(150);
                for (int number = 0; number < count; number++) {
                    at = at.plusNanos(1_000L * (1_000_000 + random.nextInt(12_000_000)));
                    boolean changes = random.nextInt(10) == 0;
                    LifecycleChange change =
                            changes ? random.nextBoolean() ? LifecycleChange.IDLE : LifecycleChange.BUSY : null;
                    Instant late = changes ? at.plusMillis(random.nextInt(3_000)) : at;
                    arrived = changes && late.isAfter(arrived) ? late : arrived;
                    facts.add(new Fact(
                            "agent-" + agent, epoch, at, changes ? arrived : at, change, changes ? cpu(random) : 0));
                    if (random.nextInt(60) == 0) {
                        at = at.plusSeconds(random.nextInt(200));
                    }
                }
                at = at.plusSeconds(4);
                arrived = at;
                if (random.nextBoolean()) {
                    facts.add(new Fact("agent-" + agent, epoch, at, at, LifecycleChange.STOPPED, 0));
                }
                at = at.plusSeconds(5 + random.nextInt(400));
                arrived = at;
            }
        }
        return facts;
    }

    private static int cpu(Random random) {
        return 100 * (1 + random.nextInt(40));
    }

    private void send(Fact fact) {
        String name = fact.agent() + "/" + fact.epoch() + "/" + (fact.change() == null ? "metric" : "lifecycle");
        String known = name + "/" + fact.at();
        long sequence = numbers.computeIfAbsent(known, key -> fleet.next(name));
        if (fact.change() == null) {
            MetricSampled sample = FleetDriver.metricFact(fact.agent(), 50, sequence, fact.at());
            sample.setEpoch(EPOCH + fact.epoch());
            fleet.send(Topics.METRIC_SAMPLED, fact.agent(), sample, fact.arrives());
            return;
        }
        LifecycleChanged change = FleetDriver.lifecycleFact(fact.agent(), fact.change(), sequence, fact.at());
        change.setEpoch(EPOCH + fact.epoch());
        change.setCpuRequestedMillis(fact.cpu());
        fleet.send(Topics.LIFECYCLE_CHANGED, fact.agent(), change, fact.arrives());
    }

    private final Map<String, Long> numbers = new HashMap<>();

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
