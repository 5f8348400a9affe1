package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.EPOCH;
import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Price;
import io.blackroad.streams.cost.BooksWire;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import io.blackroad.topic.Topics;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards are paid by those that lease them, and what nobody leases is idle. A second of a card costs a dollar. */
class LeaseCostTest {
    private static final long GB = 1_000_000_000L;
    private static final long DOLLAR = 1_000_000_000L;
    private static final int CARDS = 2;

    @TempDir
    Path directory;

    private FleetDriver fleet;
    private final Map<String, CostAccrued> hours = new HashMap<>();

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        Price price = Price.newBuilder()
                .setId("rail/gpu-h100")
                .setProvider("rail")
                .setItem("gpu-h100")
                .setUnit("hour")
                .setNanoDollars(3_600 * DOLLAR)
                .setValidFrom(START.minusSeconds(86_400))
                .setUpdatedAt(START)
                .build();
        fleet.send(Topics.PRICES, price.getId(), price, START);
        fleet.send(Topics.GPU_NODES, "n1", new GpuNode("n1", "us-east", "h100", CARDS, 80 * GB, START), START);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void aLeaseIsPaidFromItsGrantToItsReleaseThroughTheHours() {
        register("agent-0", 0);
        seconds(0, 3_500);
        gpu("agent-0", "r1", GpuChange.REQUESTED, 40 * GB, 3_500);
        seconds(3_505, 3_650);
        assertThat(present()).isEqualTo(BigInteger.valueOf(500));
        gpu("agent-0", "r1", GpuChange.RELEASED, 0, 3_650);
        seconds(3_655, 3_700);
        assertThat(cost("worker", 0)).isEqualTo(50 * DOLLAR);
        assertThat(cost("worker", 1)).isEqualTo(25 * DOLLAR);
        assertThat(cost("", 0) + cost("worker", 0)).isEqualTo(CARDS * 3_600 * DOLLAR);
        assertThat(cost("", 1) + cost("worker", 1)).isEqualTo(CARDS * 100 * DOLLAR);
        assertThat(present()).isZero();
    }

    @Test
    void ofItsLeasesAnAgentPaysWhatGoesBeyondTheGpuThatItDeclares() {
        register("agent-0", 600);
        gpu("agent-0", "r1", GpuChange.REQUESTED, 40 * GB, 0);
        seconds(5, 100);
        gpu("agent-0", "r2", GpuChange.REQUESTED, 80 * GB, 100);
        seconds(105, 200);
        gpu("agent-0", "r1", GpuChange.RELEASED, 0, 200);
        seconds(205, 300);
        assertThat(cost("worker", 0))
                .as("0.6 of a card in all of the 300 s; with both leases 0.9 beyond that, with the second 0.4")
                .isEqualTo((180 + 90 + 40) * DOLLAR);
        assertThat(cost("", 0) + cost("worker", 0)).isEqualTo(CARDS * 300 * DOLLAR);
    }

    @Test
    void whoFallsSilentPaysUntilItsLeaseHasExpired() {
        register("dead", 0);
        gpu("dead", "r", GpuChange.REQUESTED, 80 * GB, 0);
        register("agent-0", 0);
        seconds(5, 100);
        assertThat(cost("worker", 0)).isEqualTo(31 * DOLLAR);
        assertThat(cost("", 0)).isEqualTo((CARDS * 100 - 31) * DOLLAR);
    }

    private void register(String agent, int gpuMillis) {
        LifecycleChanged fact = FleetDriver.lifecycleFact(agent, LifecycleChange.IDLE, 1, START);
        fact.setGpuRequestedMillis(gpuMillis);
        fleet.send(Topics.LIFECYCLE_CHANGED, agent, fact, START);
    }

    /** The first agent speaks now and then. */
    private void seconds(int from, int to) {
        for (int second = from; second <= to; second += 5) {
            fleet.sample("agent-0", 100, START.plusSeconds(second));
            if (second % 50 == 0) {
                fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
            }
        }
    }

    private void gpu(String agent, String request, GpuChange change, long bytes, int second) {
        Instant at = START.plusSeconds(second);
        GpuChanged fact = GpuChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(agent)
                .setEpoch(EPOCH)
                .setSequence(fleet.next(agent + "/gpu"))
                .setOccurredAt(at)
                .setChange(change)
                .setRequestId(request)
                .setMemoryBytes(bytes)
                .build();
        fleet.send(Topics.GPU_CHANGED, agent, fact, at);
    }

    /** What the GPU of an hour costs. */
    private long cost(String service, int hour) {
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        FactReader<CostAccrued> reader = new FactReader<>(fleet.registry, CostAccrued.class);
        for (TestRecord<byte[], byte[]> record : fleet.records(Topics.COST_ACCRUED.name())) {
            hours.put(new String(record.key(), StandardCharsets.UTF_8), reader.read(record.value(), null));
        }
        String key = "us-east/" + service + "/" + START.plus(Duration.ofHours(hour));
        return hours.get(key).getItems().getOrDefault("rail/gpu-h100", 0L);
    }

    private BigInteger present() {
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
        BigInteger held = BigInteger.ZERO;
        try (var uses = fleet.driver
                .<String, StoredUse>getKeyValueStore(CostTopology.USE_STORE)
                .range(BooksWire.FIRST_PRESENT, BooksWire.AFTER_PRESENT)) {
            while (uses.hasNext()) {
                held = held.add(UseWire.amounts(uses.next().value).gpu());
            }
        }
        return held;
    }
}
