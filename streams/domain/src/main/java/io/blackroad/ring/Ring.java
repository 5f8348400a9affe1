package io.blackroad.ring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Weighted rendezvous hashing: every node draws a cost for the key, and the cheapest one owns it. A node's draw depends
 * on no other node, so one that joins only takes keys for itself, and one that leaves only gives its own away.
 *
 * <p>The draw is that of an exponential clock, -log2(hash) / weight, which is what makes shares follow the weights. The
 * logarithm has {@value #FRACTION_BITS} binary digits, found by squaring, and costs are compared crosswise: integers
 * only, because floating-point logarithms differ in their last digit between languages.
 */
public final class Ring {
    private static final int FRACTION_BITS = 24;
    private static final long FULL_COST = 64L << FRACTION_BITS;

    private final List<Node> nodes;
    private final long[] seeds;

    private Ring(List<Node> nodes) {
        this.nodes = nodes;
        this.seeds =
                nodes.stream().mapToLong(node -> StableHash.of(node.name(), 0)).toArray();
    }

    /**
     * A ring of these nodes; their order does not matter.
     *
     * @throws IllegalArgumentException if a name occurs twice or no node has a weight above 0
     */
    public static Ring of(Collection<Node> nodes) {
        Set<String> names = new HashSet<>();
        for (Node node : nodes) {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("node " + node.name() + " occurs twice on the ring");
            }
        }
        List<Node> owners = new ArrayList<>(nodes);
        owners.removeIf(node -> node.weight() == 0);
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("a ring needs at least one node with a weight above 0");
        }
        owners.sort(Comparator.comparing(Node::name));
        return new Ring(List.copyOf(owners));
    }

    /** A ring of nodes of equal weight that are called {@code prefix} and a number from 0. */
    public static Ring numbered(String prefix, int size) {
        List<Node> nodes = new ArrayList<>(size);
        for (int number = 0; number < size; number++) {
            nodes.add(new Node(prefix + number, 1));
        }
        return of(nodes);
    }

    /** Name of the node that owns a key. */
    public String owner(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        int best = 0;
        long bestHash = StableHash.of(bytes, seeds[0]);
        for (int index = 1; index < seeds.length; index++) {
            long hash = StableHash.of(bytes, seeds[index]);
            if (cheaper(
                    hash, nodes.get(index).weight(), bestHash, nodes.get(best).weight())) {
                best = index;
                bestHash = hash;
            }
        }
        return nodes.get(best).name();
    }

    /** Names of all nodes that may own a key, the owner first: each next one owns it when those before it are away. */
    public List<String> owners(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        List<Draw> draws = new ArrayList<>(seeds.length);
        for (int index = 0; index < seeds.length; index++) {
            draws.add(new Draw(nodes.get(index), StableHash.of(bytes, seeds[index])));
        }
        // The sort is stable: equal hashes of equal weight stay in the order of their names, as in owner.
        draws.sort((one, other) -> cheaper(one.hash, one.node.weight(), other.hash, other.node.weight())
                ? -1
                : cheaper(other.hash, other.node.weight(), one.hash, one.node.weight()) ? 1 : 0);
        return draws.stream().map(draw -> draw.node.name()).toList();
    }

    /** The nodes that may own keys, by name; those of weight 0 are left out. */
    public List<Node> nodes() {
        return nodes;
    }

    private record Draw(Node node, long hash) {}

    /** Equal costs fall to the higher hash; equal hashes stay with the name that sorts first. */
    private static boolean cheaper(long hash, int weight, long otherHash, int otherWeight) {
        int order = Long.compare(cost(hash) * otherWeight, cost(otherHash) * weight);
        return order == 0 ? Long.compareUnsigned(hash, otherHash) > 0 : order < 0;
    }

    /** 64 - log2(hash), fixed point; between 1 and {@link #FULL_COST}. */
    static long cost(long hash) {
        if (hash == 0) {
            return FULL_COST;
        }
        int leadingZeros = Long.numberOfLeadingZeros(hash);
        long mantissa = hash << leadingZeros >>> 32;
        long logarithm = 63 - leadingZeros;
        for (int bit = 0; bit < FRACTION_BITS; bit++) {
            mantissa = mantissa * mantissa >>> 31;
            long digit = mantissa >>> 32;
            mantissa >>>= digit;
            logarithm = logarithm << 1 | digit;
        }
        return FULL_COST - logarithm;
    }
}
