package io.blackroad.infra.cli.gpu;

import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.NodeState;
import java.util.List;
import java.util.stream.IntStream;

/** The packers of textbooks: the first node with room, or the one that has least left. On a node, the fullest cards. */
final class FitPacker implements Packer {
    private final NodeState[] nodes;
    private final boolean first;
    private final double mostCpu;
    private final double mostCards;

    private FitPacker(List<GpuNode> nodes, boolean first) {
        this.nodes = nodes.stream().map(NodeState::empty).toArray(NodeState[]::new);
        this.first = first;
        this.mostCpu =
                nodes.stream().mapToLong(node -> node.host().cpuMillis()).max().orElse(1);
        this.mostCards = nodes.stream().mapToInt(GpuNode::cards).max().orElse(1);
    }

    static Packer first(List<GpuNode> nodes) {
        return new FitPacker(nodes, true);
    }

    /** Least left of CPU and of GPU, each against the largest node. */
    static Packer best(List<GpuNode> nodes) {
        return new FitPacker(nodes, false);
    }

    @Override
    public boolean take(GpuShape shape) {
        int best = -1;
        for (int number = 0; number < nodes.length && !(first && best >= 0); number++) {
            if (nodes[number].fits(shape) && (best < 0 || left(nodes[number]) < left(nodes[best]))) {
                best = number;
            }
        }
        if (best >= 0) {
            NodeState node = nodes[best];
            nodes[best] = node.less(fullest(node, shape), shape.perCard(node.node()), shape.host());
        }
        return best >= 0;
    }

    private double left(NodeState node) {
        int millis = 0;
        for (int card = 0; card < node.cards(); card++) {
            millis += node.freeMillis(card);
        }
        return node.freeHost().cpuMillis() / mostCpu + millis / (1_000 * mostCards);
    }

    private static int[] fullest(NodeState node, GpuShape shape) {
        long perCard = shape.perCard(node.node());
        return IntStream.range(0, node.cards())
                .filter(card -> node.free(card) >= perCard)
                .boxed()
                .sorted((one, other) -> Long.compare(node.free(one), node.free(other)))
                .limit(shape.cards())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
