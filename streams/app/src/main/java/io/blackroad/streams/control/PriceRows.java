package io.blackroad.streams.control;

import io.blackroad.cost.Prices;
import io.blackroad.schema.control.Price;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The table of prices as a stage reads it. */
public final class PriceRows {
    private final ReadOnlyKeyValueStore<String, Price> rows;
    private List<Price> known;

    private PriceRows(ReadOnlyKeyValueStore<String, Price> rows) {
        this.rows = rows;
        this.known = read();
    }

    /** The table of the topology that a processor runs in. */
    public static PriceRows of(ProcessorContext<?, ?> context) {
        return new PriceRows(context.getStateStore(ControlTopology.storeOf(Topics.PRICES)));
    }

    /** Looks again; true when the rows are others than at the last look. */
    public boolean changed() {
        List<Price> now = read();
        boolean changed = !now.equals(known);
        known = now;
        return changed;
    }

    /** As at the last look. */
    public Prices prices() {
        return new Prices(PriceWire.rows(known));
    }

    private List<Price> read() {
        List<Price> all = new ArrayList<>();
        try (KeyValueIterator<String, Price> iterator = rows.all()) {
            iterator.forEachRemaining(entry -> all.add(entry.value));
        }
        return all;
    }
}
