package io.blackroad.infra.simulation;

import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.Host;
import java.util.ArrayList;
import java.util.List;

/** The rows of a region's GPU nodes, of which now and then one drains, leaves or comes back. */
final class Nodes {
    static final long CARD_BYTES = 80_000_000_000L;
    private static final int MOST = 3;

    private final World world;
    private final int region;
    private final Chance chance;

    Nodes(World world, int region) {
        this.world = world;
        this.region = region;
        this.chance = world.chance().split();
        tell(GpuNode.State.READY, MOST);
    }

    void change() {
        GpuNode.State first = chance.permille(500) ? GpuNode.State.READY : GpuNode.State.DRAINING;
        tell(first, 1 + chance.below(MOST));
    }

    private void tell(GpuNode.State first, int count) {
        List<GpuNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new GpuNode(
                    Sites.REGIONS.get(region) + "-g" + i,
                    "H100",
                    2,
                    CARD_BYTES,
                    Host.UNLIMITED,
                    i == 0 ? first : GpuNode.State.READY));
        }
        world.channels()
                .asked
                .get(region)
                .append(new Channels.Asked(
                        new GpuEvent.NodesChanged(nodes), world.agenda().now()));
    }
}
