package io.blackroad.streams.control;

import io.blackroad.schema.control.GpuNode;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The table of GPU nodes as the stages read it. */
public final class GpuNodeRows {
    private final ReadOnlyKeyValueStore<String, GpuNode> rows;

    private GpuNodeRows(ReadOnlyKeyValueStore<String, GpuNode> rows) {
        this.rows = rows;
    }

    /** The table of the topology that a processor runs in. */
    public static GpuNodeRows of(ProcessorContext<?, ?> context) {
        return new GpuNodeRows(context.getStateStore(ControlTopology.storeOf(Topics.GPU_NODES)));
    }

    /** Nodes of a region, by name. */
    public List<io.blackroad.gpu.GpuNode> of(String region) {
        List<io.blackroad.gpu.GpuNode> nodes = new java.util.ArrayList<>();
        try (KeyValueIterator<String, GpuNode> all = rows.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.getRegion().equals(region)) {
                    nodes.add(GpuNodeWire.node(entry.value));
                }
            });
        }
        nodes.sort(Comparator.comparing(io.blackroad.gpu.GpuNode::id));
        return nodes;
    }

    /** Regions with nodes. */
    public Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        try (KeyValueIterator<String, GpuNode> all = rows.all()) {
            all.forEachRemaining(entry -> regions.add(entry.value.getRegion()));
        }
        return regions;
    }

    /** Regions with nodes whose facts come to a partition. */
    public Set<String> regionsOf(int partition, int partitions) {
        Set<String> regions = regions();
        regions.removeIf(region -> partitionOf(region, partitions) != partition);
        return regions;
    }

    private static int partitionOf(String region, int partitions) {
        return BuiltInPartitioner.partitionForKey(region.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
