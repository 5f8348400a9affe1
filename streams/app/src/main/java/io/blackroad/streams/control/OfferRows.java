package io.blackroad.streams.control;

import io.blackroad.cost.Amounts;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Worker;
import io.blackroad.topic.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The tables of workers and GPU nodes as what they offer. */
public final class OfferRows {
    private static final long CARD_MILLIS = 1_000;

    private final ReadOnlyKeyValueStore<String, Worker> workers;
    private final ReadOnlyKeyValueStore<String, GpuNode> gpuNodes;

    private OfferRows(ReadOnlyKeyValueStore<String, Worker> workers, ReadOnlyKeyValueStore<String, GpuNode> gpuNodes) {
        this.workers = workers;
        this.gpuNodes = gpuNodes;
    }

    /** The tables of the topology that a processor runs in. */
    public static OfferRows of(ProcessorContext<?, ?> context) {
        return new OfferRows(
                context.getStateStore(ControlTopology.storeOf(Topics.WORKERS)),
                context.getStateStore(ControlTopology.storeOf(Topics.GPU_NODES)));
    }

    /** What the nodes of each region offer. */
    public Map<String, Amounts> byRegion() {
        Map<String, Amounts> offered = new TreeMap<>();
        try (KeyValueIterator<String, Worker> all = workers.all()) {
            all.forEachRemaining(entry -> {
                Worker worker = entry.value;
                Amounts amounts =
                        Amounts.of(worker.getCpuMillis(), worker.getMemoryBytes(), worker.getGpus() * CARD_MILLIS);
                offered.merge(worker.getRegion(), amounts, Amounts::plus);
            });
        }
        try (KeyValueIterator<String, GpuNode> all = gpuNodes.all()) {
            all.forEachRemaining(entry -> {
                GpuNode node = entry.value;
                offered.merge(node.getRegion(), Amounts.of(0, 0, node.getCards() * CARD_MILLIS), Amounts::plus);
            });
        }
        return offered;
    }
}
