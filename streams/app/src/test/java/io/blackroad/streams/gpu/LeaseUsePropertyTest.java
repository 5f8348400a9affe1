package io.blackroad.streams.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.control.Price;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredShape;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import io.blackroad.topic.Topics;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leases that come and go for hours, against the sum of their lives, whenever the processor starts anew. */
class LeaseUsePropertyTest {
    private static final long SECOND = 1_000_000;
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * SECOND;
    private static final String REGION = "us-east";

    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<String, StoredUse> store = store("use", StoredUse.class);
    private final Map<String, StoredUse> told = new HashMap<>();
    private final Map<String, StoredClaim> claims = new TreeMap<>();
    private final Map<String, Long> since = new HashMap<>();
    private LeaseUse leases;

    LeaseUsePropertyTest() {
        store(ControlTopology.storeOf(Topics.PRICES), Price.class);
        begin(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyLeaseIsPaidForItsLifeThroughStarts(long seed) {
        Random random = new Random(seed);
        long now = START;
        long stored = 0;
        BigInteger lives = BigInteger.ZERO;
        for (int step = 0; step < 400; step++) {
            now += random.nextInt((int) (200 * SECOND));
            leases.advance(REGION, now);
            String agent = "agent-" + random.nextInt(20);
            if (random.nextInt(3) > 0) {
                // The pool stores its time with every event but a tick.
                stored = now;
                lives = lives.add(switchOver(agent, step + 1, 1 + random.nextInt(8_000), now));
            }
            if (random.nextInt(4) == 0) {
                leases.tell();
            }
            if (random.nextInt(20) == 0) {
                begin(stored);
            }
        }
        leases.tell();
        for (Map.Entry<String, StoredClaim> open : claims.entrySet()) {
            lives = lives.add(life(open.getValue(), now - since.get(open.getKey())));
        }
        BigInteger used = told.values().stream()
                .filter(use -> use.getFromMicros() != UseWire.PRESENT)
                .map(use -> UseWire.amounts(use).gpu())
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(used).as("seed %s", seed).isEqualTo(lives);
        long held = claims.values().stream()
                .mapToLong(StoredClaim::getGrantedMillis)
                .sum();
        assertThat(told.values().stream()
                        .filter(use -> use.getFromMicros() == UseWire.PRESENT)
                        .mapToLong(use -> UseWire.amounts(use).gpu().longValueExact())
                        .sum())
                .isEqualTo(held);
    }

    /** An agent that holds something gives it back, another one gets something. What an ended lease had. */
    private BigInteger switchOver(String agent, long epoch, long millis, long now) {
        StoredClaim before = claims.remove(agent);
        if (before == null) {
            StoredClaim claim = claim(agent, epoch, millis, now);
            claims.put(agent, claim);
            since.put(agent, now);
            leases.granted(claim);
            return BigInteger.ZERO;
        }
        leases.ended(REGION, agent, "r");
        return life(before, now - since.get(agent));
    }

    private static BigInteger life(StoredClaim claim, long micros) {
        return BigInteger.valueOf(claim.getGrantedMillis()).multiply(BigInteger.valueOf(micros));
    }

    private void begin(long storedMicros) {
        leases = new LeaseUse(
                store, PriceRows.of(context), use -> told.put(use.getService() + use.getFromMicros(), use));
        if (storedMicros > 0) {
            leases.restored(REGION, storedMicros);
            claims.values().forEach(leases::granted);
        }
    }

    private static StoredClaim claim(String agent, long epoch, long millis, long now) {
        return new StoredClaim(
                REGION,
                agent,
                "r",
                new StoredShape(1, 0, 1L, List.of()),
                0L,
                epoch,
                "n1",
                List.of(0),
                1L,
                now,
                -1,
                -1L,
                0L,
                "service-" + epoch % 3,
                0L,
                millis);
    }

    private <V extends SpecificRecord> KeyValueStore<String, V> store(String name, Class<V> type) {
        KeyValueStore<String, V> made = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), new StoredSerde<>(type))
                .withLoggingDisabled()
                .build();
        made.init(context.getStateStoreContext(), made);
        context.addStateStore(made);
        return made;
    }
}
