package io.blackroad.streams.runtime;

import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.StateUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * Use of each GPU node under the guide's name. Nodes come and go, so they are looked up for each scrape; an instance
 * speaks for the regions that it deals for.
 */
final class GpuMeters {
    private final MultiGauge nodes;

    GpuMeters(MeterRegistry meters) {
        nodes = MultiGauge.builder("blackroad.gpu.utilization")
                .description("GPU used over GPU leased on a node, 0 to 1.")
                .register(meters);
    }

    /** Shows the nodes as they are; none while partitions move. */
    void follow(LocalState state) {
        nodes.register(rows(state), true);
    }

    private static List<MultiGauge.Row<?>> rows(LocalState state) {
        try {
            return state.gpuPools().items().stream()
                    .flatMap(pool -> pool.nodes().stream().<MultiGauge.Row<?>>map(node -> row(pool.region(), node)))
                    .toList();
        } catch (StateUnavailableException e) {
            return List.of();
        }
    }

    private static MultiGauge.Row<Number> row(String region, GpuPoolView.Node node) {
        return MultiGauge.Row.of(Tags.of("region", region, "node", node.id()), utilization(node));
    }

    /** Nobody uses an idle node; of leases without a sample nothing is known. */
    private static double utilization(GpuPoolView.Node node) {
        if (node.utilizationPermille() != null) {
            return node.utilizationPermille() / 1e3;
        }
        return node.leases().isEmpty() ? 0 : Double.NaN;
    }
}
