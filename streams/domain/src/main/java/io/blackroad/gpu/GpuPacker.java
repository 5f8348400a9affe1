package io.blackroad.gpu;

import java.util.List;

/** Packs requests one after the other, without a queue or an end: what trials over recorded requests use. */
public final class GpuPacker {
    private final NodeState[] nodes;
    private Packing packing = new Packing(Mix.EMPTY);

    public GpuPacker(List<GpuNode> nodes) {
        this.nodes = nodes.stream().map(NodeState::empty).toArray(NodeState[]::new);
    }

    /** Takes the best place for a request, having learnt from those before it; false when there is no room. */
    public boolean take(GpuShape shape) {
        packing = packing.with(packing.mix().seen(shape));
        Placement best = Placement.NONE;
        int bestNode = -1;
        for (int number = 0; number < nodes.length; number++) {
            Placement each = packing.place(nodes[number], shape);
            if (each.better(best)) {
                best = each;
                bestNode = number;
            }
        }
        if (bestNode >= 0) {
            NodeState node = nodes[bestNode];
            nodes[bestNode] = node.less(best.cards(), shape.perCard(node.node()), shape.host());
        }
        return bestNode >= 0;
    }
}
