package io.blackroad.gpu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which nodes the pool could do without and which it lacks.
 *
 * @param removable nodes without a lease for as long as the policy says, by name, while nobody waits
 * @param wanted nodes that would serve all who wait at once, by kind as in {@code 8 x H100 80.0 GB}; kinds are those the
 *     pool has
 * @param unservable how many wait for what no kind of the pool could hold
 */
public record NodeAdvice(List<String> removable, Map<String, Integer> wanted, int unservable) {
    /** A longer queue is reckoned with up to here. */
    static final int MOST_WAITERS = 1_000;

    public NodeAdvice {
        removable = List.copyOf(removable);
    }

    /** Advice on a pool as it stands. */
    public static NodeAdvice of(GpuPolicy policy, GpuPool pool, Instant now) {
        List<GpuNode> kinds = pool.nodes().stream()
                .map(NodeState::node)
                .sorted(Comparator.comparing(node -> node.cards() * node.cardBytes()))
                .toList();
        List<NodeState> added = new ArrayList<>();
        int unservable = 0;
        for (int position = 1; position <= Math.min(MOST_WAITERS, pool.waiting()); position++) {
            GpuShape shape = pool.waiter(position).request().shape();
            if (!placed(added, shape) && !opened(added, kinds, shape)) {
                unservable++;
            }
        }
        Map<String, Integer> wanted = new TreeMap<>();
        added.forEach(node -> wanted.merge(Sentences.kind(node.node()), 1, Integer::sum));
        return new NodeAdvice(removable(policy, pool, now), wanted, unservable);
    }

    private static List<String> removable(GpuPolicy policy, GpuPool pool, Instant now) {
        if (pool.waiting() > 0) {
            return List.of();
        }
        return pool.nodes().stream()
                .filter(NodeState::idle)
                .filter(state -> !now.isBefore(state.idleSince().plus(policy.idle())))
                .map(state -> state.node().id())
                .toList();
    }

    private static boolean placed(List<NodeState> added, GpuShape shape) {
        for (int number = 0; number < added.size(); number++) {
            if (added.get(number).fits(shape)) {
                added.set(number, filled(added.get(number), shape));
                return true;
            }
        }
        return false;
    }

    private static boolean opened(List<NodeState> added, List<GpuNode> kinds, GpuShape shape) {
        for (GpuNode kind : kinds) {
            if (shape.everFits(kind)) {
                added.add(filled(NodeState.empty(kind.in(GpuNode.State.READY)), shape));
                return true;
            }
        }
        return false;
    }

    private static NodeState filled(NodeState node, GpuShape shape) {
        long perCard = shape.perCard(node.node());
        int[] cards = new int[shape.cards()];
        int place = 0;
        for (int card = 0; place < cards.length; card++) {
            if (node.free(card) >= perCard) {
                cards[place++] = card;
            }
        }
        return node.less(cards, perCard, shape.host());
    }
}
