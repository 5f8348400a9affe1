package io.blackroad.streams.gpu;

import io.blackroad.advice.Reading;
import io.blackroad.advice.Sized;
import io.blackroad.alert.AlertChange;
import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.Micros;
import io.blackroad.streams.advice.AdviceBook;
import io.blackroad.streams.alert.AlertWire;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredGpuFact;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads how much of the memory that they lease the agents of a region use, at the first sample of a minute. */
final class GpuAdviceProcessor implements Processor<String, StoredGpuFact, String, AlertChanged> {
    private static final long MINUTE = 60 * 1_000_000L;

    /** Of each region; the book knows it better, this spares a look at every sample. */
    private final Map<String, Long> lastMinutes = new HashMap<>();

    private ProcessorContext<String, AlertChanged> context;
    private ReadOnlyKeyValueStore<String, StoredClaim> claims;
    private AdviceBook book;

    @Override
    public void init(ProcessorContext<String, AlertChanged> newContext) {
        context = newContext;
        claims = context.getStateStore(GpuTopology.CLAIM_STORE);
        book = new AdviceBook(context.getStateStore(GpuTopology.ADVICE_STORE));
        // Kafka Streams starts the same processor again after it gave a transaction up.
        lastMinutes.clear();
    }

    @Override
    public void process(Record<String, StoredGpuFact> fact) {
        if (GpuWire.kind(fact.value()) != GpuWire.Kind.SAMPLED) {
            return;
        }
        long minute = Math.floorDiv(fact.value().getAtMicros(), MINUTE);
        if (minute <= lastMinutes.getOrDefault(fact.key(), Long.MIN_VALUE)) {
            return;
        }
        lastMinutes.put(fact.key(), minute);
        take(fact.key(), fact.value().getAtMicros());
    }

    private void take(String region, long atMicros) {
        long held = 0;
        long used = 0;
        long cards = 0;
        try (KeyValueIterator<String, StoredClaim> all = claims.all()) {
            while (all.hasNext()) {
                KeyValue<String, StoredClaim> entry = all.next();
                StoredClaim claim = entry.value;
                boolean known = PoolWire.granted(claim) && claim.getSampledAtMicros() > 0;
                if (known && claim.getRegion().equals(region)) {
                    held += claim.getBytesPerCard() * claim.getCards().size();
                    used += claim.getMemoryUsedBytes();
                    cards += claim.getCards().size();
                }
            }
        }
        if (cards > 0 && held >= 1_000 * cards) {
            Reading reading = new Reading(region, Sized.GPU_MEMORY, used / (held / 1_000), held / cards);
            for (AlertChange change : book.read(reading, Micros.instant(atMicros))) {
                context.forward(new Record<>(change.alert(), AlertWire.changed(change), atMicros / 1_000));
            }
        }
    }
}
