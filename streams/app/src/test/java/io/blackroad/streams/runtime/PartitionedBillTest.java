package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.runtime.Lives.Fact;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bill of the same facts, told through one source partition and through several: equal to the nano-dollar. Each
 * partition is a topology of its own, whose use goes to the one that reckons.
 */
class PartitionedBillTest {
    private static final long SEED = 2;
    private static final byte[] FLEET = "fleet".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final StoredSerde<StoredUse> serde = new StoredSerde<>(StoredUse.class);

    @Test
    void howManyPartitionsThereAreChangesNoNanoDollar() {
        List<Fact> facts = Lives.arriving(Lives.of(6, new Random(SEED)));
        Map<String, Long> one = bill(facts, 1);
        assertThat(one).hasSizeGreaterThan(3);
        assertThat(bill(facts, 4)).isEqualTo(one);
    }

    /** Cost by hour and service, and the items of each. */
    private Map<String, Long> bill(List<Fact> facts, int partitions) {
        List<FleetDriver> fleets = new ArrayList<>();
        try (FleetDriver bills = driver("bills", partitions)) {
            for (int partition = 0; partition < partitions; partition++) {
                fleets.add(driver("partition-" + partition, partitions));
            }
            tell(facts, fleets, bills);
            return published(bills);
        } finally {
            fleets.forEach(FleetDriver::close);
        }
    }

    private void tell(List<Fact> facts, List<FleetDriver> fleets, FleetDriver bills) {
        List<Lives> lives = fleets.stream().map(Lives::new).toList();
        int number = 0;
        for (Fact fact : facts) {
            lives.get(Math.floorMod(fact.agent().charAt(fact.agent().length() - 1), fleets.size()))
                    .send(fact);
            if (++number % 500 == 0) {
                passOn(fleets, bills);
            }
        }
        passOn(fleets, bills);
    }

    private void passOn(List<FleetDriver> fleets, FleetDriver bills) {
        for (int partition = 0; partition < fleets.size(); partition++) {
            FleetDriver fleet = fleets.get(partition);
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
            for (TestRecord<byte[], byte[]> record : fleet.records(useTopic())) {
                StoredUse use = serde.deserializer().deserialize("", record.value());
                use.setPartition(partition);
                bills.bytes(useTopic(), FLEET, serde.serializer().serialize("", use), record.getRecordTime());
            }
        }
        bills.driver.advanceWallClockTime(Duration.ofSeconds(2));
    }

    private static Map<String, Long> published(FleetDriver bills) {
        FactReader<CostAccrued> reader = new FactReader<>(bills.registry, CostAccrued.class);
        Map<String, Long> costs = new TreeMap<>();
        for (TestRecord<byte[], byte[]> record : bills.records(Topics.COST_ACCRUED.name())) {
            CostAccrued cost = reader.read(record.value(), null);
            String key = new String(record.key(), StandardCharsets.UTF_8);
            costs.put(key, cost.getNanoDollars());
            costs.put(key + " overhead", cost.getOverheadNanoDollars());
            cost.getItems().forEach((item, nanoDollars) -> costs.put(key + " " + item, nanoDollars));
        }
        costs.values().removeIf(nanoDollars -> nanoDollars == 0);
        return costs;
    }

    private FleetDriver driver(String name, int partitions) {
        FleetDriver fleet = new FleetDriver(directory.resolve(name + "-of-" + partitions), partitions);
        fleet.control(10, 100);
        price(fleet, "vcpu", 463_000);
        price(fleet, "memory-gb", 231_000);
        Worker worker = Worker.newBuilder()
                .setId("w1")
                .setRegion("us-east")
                .setCpuMillis(64_000)
                .setMemoryBytes(128_000_000_000L)
                .setUpdatedAt(START)
                .build();
        fleet.send(Topics.WORKERS, worker.getId(), worker, START);
        return fleet;
    }

    private static void price(FleetDriver fleet, String item, long nanoDollars) {
        Price row = Price.newBuilder()
                .setId("rail/" + item)
                .setProvider("rail")
                .setItem(item)
                .setUnit("minute")
                .setNanoDollars(nanoDollars)
                .setValidFrom(START.minusSeconds(86_400))
                .setUpdatedAt(START)
                .build();
        fleet.send(Topics.PRICES, row.getId(), row, START);
    }

    private String useTopic() {
        return CostTopology.useTopic(RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), directory, 0)
                .applicationId());
    }
}
