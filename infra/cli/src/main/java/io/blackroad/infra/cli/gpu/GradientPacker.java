package io.blackroad.infra.cli.gpu;

import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.NodeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fragmentation gradient descent as published (Weng et al., "Beware of Fragmentation", USENIX ATC 2023): a request goes
 * where the GPU that the typical requests cannot use grows least. As in the authors' simulator, the typical requests are
 * the most frequent ones that make up 95 % of all, known beforehand, and a node's score is a whole number of 0 to 100.
 */
final class GradientPacker implements Packer {
    private static final double TYPICAL = 0.95;

    private final NodeState[] nodes;
    private final double[] fragments;
    private final int[] versions;
    private final GpuShape[] typical;
    private final double[] share;

    /** By shape: each node's score with the version it is of, and its card. */
    private final Map<GpuShape, Scores> scores = new HashMap<>();

    GradientPacker(List<GpuNode> nodes, List<GpuShape> requests) {
        this.nodes = nodes.stream().map(NodeState::empty).toArray(NodeState[]::new);
        this.versions = new int[this.nodes.length];
        Map<GpuShape, Integer> counts = new HashMap<>();
        requests.forEach(shape -> counts.merge(shape, 1, Integer::sum));
        List<Map.Entry<GpuShape, Integer>> order = counts.entrySet().stream()
                .sorted((one, other) -> Integer.compare(other.getValue(), one.getValue()))
                .toList();
        int size = 0;
        for (double sum = 0; sum < TYPICAL * requests.size() && size < order.size(); size++) {
            sum += order.get(size).getValue();
        }
        this.typical = new GpuShape[size];
        this.share = new double[size];
        for (int number = 0; number < size; number++) {
            typical[number] = order.get(number).getKey();
            share[number] = order.get(number).getValue() / (double) requests.size();
        }
        this.fragments = new double[this.nodes.length];
        for (int number = 0; number < this.nodes.length; number++) {
            fragments[number] = fragments(this.nodes[number]);
        }
    }

    private static final class Scores {
        private final int[] version;
        private final int[] score;
        private final int[][] cards;

        Scores(int nodes) {
            version = new int[nodes];
            score = new int[nodes];
            cards = new int[nodes][];
        }
    }

    @Override
    public boolean take(GpuShape shape) {
        Scores known = scores.computeIfAbsent(shape, any -> new Scores(nodes.length));
        int best = -1;
        for (int number = 0; number < nodes.length; number++) {
            if (known.version[number] != versions[number] + 1) {
                known.version[number] = versions[number] + 1;
                score(known, number, shape);
            }
            if (known.cards[number] != null && (best < 0 || known.score[number] > known.score[best])) {
                best = number;
            }
        }
        if (best >= 0) {
            NodeState node = nodes[best];
            nodes[best] = node.less(known.cards[best], shape.perCard(node.node()), shape.host());
            versions[best]++;
            fragments[best] = fragments(nodes[best]);
        }
        return best >= 0;
    }

    private void score(Scores into, int number, GpuShape shape) {
        NodeState node = nodes[number];
        into.cards[number] = null;
        if (!node.fits(shape)) {
            return;
        }
        long perCard = shape.perCard(node.node());
        if (shape.cards() != 1 || shape.millis() == 1_000) {
            keep(into, number, node, shape, firstFree(node, shape.cards(), perCard));
            return;
        }
        for (int card = 0; card < node.cards(); card++) {
            if (node.free(card) >= perCard) {
                keep(into, number, node, shape, new int[] {card});
            }
        }
    }

    private void keep(Scores into, int number, NodeState node, GpuShape shape, int[] cards) {
        double after = fragments(node.less(cards, shape.perCard(node.node()), shape.host()));
        int score = (int) (100 / (1 + Math.exp(-(fragments[number] - after) / 1_000)));
        if (into.cards[number] == null || score > into.score[number]) {
            into.cards[number] = cards;
            into.score[number] = score;
        }
    }

    private static int[] firstFree(NodeState node, int count, long perCard) {
        int[] cards = new int[count];
        int place = 0;
        for (int card = 0; place < count; card++) {
            if (node.free(card) >= perCard) {
                cards[place++] = card;
            }
        }
        return cards;
    }

    /** Thousandths of a card that a typical request could not use, on average. */
    private double fragments(NodeState node) {
        int total = 0;
        for (int card = 0; card < node.cards(); card++) {
            total += node.freeMillis(card);
        }
        double sum = 0;
        for (int number = 0; number < typical.length && total > 0; number++) {
            sum += share[number] * unused(node, typical[number], total);
        }
        return sum;
    }

    private static int unused(NodeState node, GpuShape shape, int total) {
        if (shape.cards() == 0 || !node.fits(shape)) {
            return total;
        }
        long perCard = shape.perCard(node.node());
        int small = 0;
        for (int card = 0; card < node.cards(); card++) {
            small += node.free(card) < perCard ? node.freeMillis(card) : 0;
        }
        return small;
    }
}
