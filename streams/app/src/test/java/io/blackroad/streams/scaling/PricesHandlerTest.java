package io.blackroad.streams.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesHandlerTest {
    @ParameterizedTest(name = "100 cores at {0} an hour on 10 replicas are {1} each")
    @CsvSource({"90000000, 900000000", "9223372036854775807, 0"})
    void aReplicaCostsWhatItRequestsAndAPriceTooHighToReckonWithIsUnknown(long nanoDollars, long expected) {
        assertThat(price(nanoDollars, 10, 10)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "100 cores of {1} replicas that run, while {0} are told to, are {2} each")
    @CsvSource({"20, 10, 900000000", "5, 10, 900000000", "10, -1, 900000000", "10, 0, 900000000"})
    void whatIsToldToStartOrToEndMakesAReplicaNoCheaperAndNoDearer(int told, int ready, long expected) {
        assertThat(price(90_000_000, told, ready)).isEqualTo(expected);
    }

    private static long price(long nanoDollars, int told, int ready) {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        KeyValueStore<String, Price> prices = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ControlTopology.storeOf(Topics.PRICES)),
                        Serdes.String(),
                        new StoredSerde<>(Price.class))
                .withLoggingDisabled()
                .build();
        prices.init(context.getStateStoreContext(), prices);
        context.addStateStore(prices);
        Price row = Price.newBuilder()
                .setId("rail/vcpu/1970-01-01")
                .setProvider("rail")
                .setItem("vcpu")
                .setUnit("hour")
                .setNanoDollars(nanoDollars)
                .setValidFrom(Instant.EPOCH)
                .setUpdatedAt(Instant.EPOCH)
                .build();
        prices.put(row.getId(), row);
        LoadSampled sample = new LoadSampled();
        sample.setCpuRequestedMillis(100_000);
        sample.setTickEnd(Instant.parse("2026-03-01T00:00:00Z"));
        return new PricesHandler(PriceRows.of(context)).of(new Target(), sample, told, ready);
    }
}
