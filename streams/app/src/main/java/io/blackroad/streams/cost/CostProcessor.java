package io.blackroad.streams.cost;

import io.blackroad.cost.Parts;
import io.blackroad.cost.Prices;
import io.blackroad.schema.CostAccrued;
import io.blackroad.streams.control.OfferRows;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes in what agents used, and says once a second what the hours cost that this changes; see {@link RatedRows}. */
final class CostProcessor implements Processor<String, StoredUse, String, CostAccrued> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private ProcessorContext<String, CostAccrued> context;
    private KeyValueStore<String, StoredUse> uses;
    private PriceRows priceRows;
    private OfferRows offerRows;
    private CostClock clock;
    private RatedRows rater;
    private Offers offers;
    private Prices prices;

    /** The month that runs is to be rated again: after a price changed, and after a start, as one may have meanwhile. */
    private boolean monthDue = true;

    @Override
    public void init(ProcessorContext<String, CostAccrued> newContext) {
        context = newContext;
        uses = context.getStateStore(CostTopology.USE_STORE);
        priceRows = PriceRows.of(context);
        offerRows = OfferRows.of(context);
        clock = new CostClock(context.getStateStore(CostTopology.CLOCK_STORE));
        PartLedger ledger = new PartLedger(context.getStateStore(CostTopology.PART_STORE));
        offers = new Offers(clock, ledger);
        rater = new RatedRows(uses, ledger, context.getStateStore(CostTopology.HOUR_STORE), this::publish);
        prices = priceRows.prices();
        context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> reckon());
    }

    @Override
    public void process(Record<String, StoredUse> record) {
        StoredUse use = record.value();
        if (use.getFromMicros() != UseWire.PRESENT && use.getFromMicros() < RatedRows.oldest(clock.newestMicros())) {
            // A partition that was silent sends again what it knows; that month is closed and stays as it was rated.
            return;
        }
        uses.put(CostWire.use(use), use);
        clock.heard(use);
    }

    private void reckon() {
        if (priceRows.changed()) {
            prices = priceRows.prices();
            monthDue = true;
        }
        if (!clock.started() || !clock.moved() && !monthDue) {
            return;
        }
        Parts parts = Parts.of(prices);
        offers.advance(parts, offerRows.byRegion());
        long newest = clock.newestMicros();
        rater.rate(
                prices,
                monthDue ? Math.min(CostWire.month(newest), clock.unratedMicros()) : clock.unratedMicros(),
                newest);
        rater.forget(newest);
        clock.rated();
        monthDue = false;
    }

    private void publish(CostAccrued cost) {
        context.forward(new Record<>(CostWire.topicKey(cost), cost, clock.newestMicros() / 1_000));
    }
}
