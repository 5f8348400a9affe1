package io.blackroad.streams.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.cost.Amounts;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Worker;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredPart;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The processor on stores that outlive it, over months. */
class CostProcessorTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-15T00:00:00Z");
    private static final Amounts CORE_HOUR = Amounts.of(1_000, 0, 0).during(3_600_000_000L);
    private static final long CORE_PRICE = 90_000_000;

    private final List<KeyValueStore<?, ?>> stores = new ArrayList<>();
    private final KeyValueStore<String, Price> prices = store(ControlTopology.storeOf(Topics.PRICES), Price.class);
    private final KeyValueStore<String, Worker> workers = store(ControlTopology.storeOf(Topics.WORKERS), Worker.class);

    private MockProcessorContext<String, CostAccrued> context;
    private CostProcessor processor;

    CostProcessorTest() {
        store(ControlTopology.storeOf(Topics.GPU_NODES), GpuNode.class);
        store(CostTopology.USE_STORE, StoredUse.class);
        store(CostTopology.PART_STORE, StoredPart.class);
        store(CostTopology.HOUR_STORE, CostAccrued.class);
        store(CostTopology.CLOCK_STORE, StoredCostClock.class);
    }

    @BeforeEach
    void begin() {
        price("vcpu", CORE_PRICE);
        price("memory-gb", 1_000);
        start();
    }

    @Test
    void whatAPartitionThatWasSilentSendsAgainChangesNoClosedMonth() {
        use(0, MARCH);
        use(1, MARCH);
        assertThat(published()).containsExactly("us-east/api/" + MARCH + " " + 2 * CORE_PRICE);
        use(1, JUNE);
        assertThat(published()).containsExactly("us-east/api/" + JUNE + " " + CORE_PRICE);
        start();
        use(0, MARCH);
        assertThat(published()).isEmpty();
        Instant ratable = Instant.parse("2026-04-01T00:00:00Z");
        use(0, ratable);
        assertThat(published()).containsExactly("us-east/api/" + ratable + " " + CORE_PRICE);
    }

    @Test
    void theFirstHourOfTheOldestMonthThatCanBeRatedKeepsWhatStoodIdle() {
        worker("w0", 3_000);
        use(0, MARCH);
        assertThat(published())
                .containsExactly("us-east//" + MARCH + " " + 2 * CORE_PRICE, "us-east/api/" + MARCH + " " + CORE_PRICE);
        Instant may = Instant.parse("2026-05-03T00:00:00Z");
        use(1, may);
        assertThat(published()).contains("us-east/api/" + may + " " + CORE_PRICE);
        use(0, MARCH);
        assertThat(published()).isEmpty();
    }

    @Test
    void aPriceThatIsCorrectedWhileNobodyLooksRatesTheMonthAfterTheStart() {
        use(0, MARCH);
        assertThat(published()).hasSize(1);
        price("vcpu", 2 * CORE_PRICE);
        start();
        assertThat(published()).containsExactly("us-east/api/" + MARCH + " " + 2 * CORE_PRICE);
        start();
        assertThat(published()).isEmpty();
    }

    @Test
    void nodesAreNotPaidForBeforeTheyStood() {
        use(0, MARCH);
        assertThat(published()).hasSize(1);
        worker("w0", 1_000);
        use(0, MARCH.plusSeconds(3 * 3_600));
        published();
        use(0, MARCH.plusSeconds(5 * 3_600));
        assertThat(published())
                .as("nothing stood in the hours 1 to 3; it stands from the end of hour 3 on")
                .containsExactly(
                        "us-east//" + MARCH.plusSeconds(4 * 3_600) + " " + CORE_PRICE,
                        "us-east/api/" + MARCH.plusSeconds(5 * 3_600) + " " + CORE_PRICE);
    }

    @Test
    void whatHasAPriceTooHighToReckonWithIsNotChargedAndTheRestIs() {
        price("vcpu", Long.MAX_VALUE);
        use(0, MARCH, Amounts.of(1_000_000, 2_000_000_000, 0).during(3_600_000_000L));
        assertThat(published()).containsExactly("us-east/api/" + MARCH + " 2000");
        price("vcpu", CORE_PRICE);
        assertThat(published()).containsExactly("us-east/api/" + MARCH + " " + (1_000 * CORE_PRICE + 2_000));
    }

    private <V extends SpecificRecord> KeyValueStore<String, V> store(String name, Class<V> type) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), new StoredSerde<>(type))
                .withLoggingDisabled()
                .build();
        MockProcessorContext<?, ?> any = new MockProcessorContext<>();
        store.init(any.getStateStoreContext(), store);
        stores.add(store);
        return store;
    }

    /** A new processor finds the stores as the one before left them. */
    private void start() {
        context = new MockProcessorContext<>();
        stores.forEach(context::addStateStore);
        processor = new CostProcessor();
        processor.init(context);
    }

    private void price(String item, long nanoDollars) {
        String id = "rail/" + item + "/2026-01-01";
        prices.put(
                id,
                Price.newBuilder()
                        .setId(id)
                        .setProvider("rail")
                        .setItem(item)
                        .setUnit("hour")
                        .setNanoDollars(nanoDollars)
                        .setValidFrom(MARCH.minus(Duration.ofDays(59)))
                        .setUpdatedAt(MARCH)
                        .build());
    }

    private void worker(String id, int cpuMillis) {
        workers.put(
                id,
                Worker.newBuilder()
                        .setId(id)
                        .setRegion("us-east")
                        .setCpuMillis(cpuMillis)
                        .setMemoryBytes(0)
                        .setUpdatedAt(MARCH)
                        .build());
    }

    private void use(int partition, Instant hour) {
        use(partition, hour, CORE_HOUR);
    }

    /** What was used in an hour, told at its end. */
    private void use(int partition, Instant hour, Amounts amounts) {
        long from = Micros.of(hour);
        StoredUse use = UseWire.stored(partition, "us-east", "api", false, from, from + 3_600_000_000L, amounts);
        processor.process(new Record<>("any", use, hour.toEpochMilli()));
    }

    /** What is published at the next look, the key and the cost of each. */
    private List<String> published() {
        context.scheduledPunctuators().forEach(look -> look.getPunctuator().punctuate(0));
        List<String> costs = context.forwarded().stream()
                .map(forward -> forward.record())
                .map(record -> record.key() + " " + record.value().getNanoDollars())
                .toList();
        context.resetForwards();
        return costs;
    }
}
