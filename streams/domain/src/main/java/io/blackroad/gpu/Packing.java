package io.blackroad.gpu;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Finds the place that leaves the free GPU of the pool as useful as it can be; see {@link Fragments}. */
final class Packing {
    private static final IntPredicate EVERY_CARD = card -> true;

    private final Fragments fragments;

    Packing(Mix mix) {
        this.fragments = new Fragments(mix);
    }

    private Packing(Fragments fragments) {
        this.fragments = fragments;
    }

    /** The same after the mix has counted more; what was worked out holds while its weights are the same. */
    Packing with(Mix mix) {
        return mix.weights() == mix().weights() ? new Packing(fragments.with(mix)) : new Packing(mix);
    }

    Mix mix() {
        return fragments.mix();
    }

    /** Best place on a node; {@link Placement#NONE} when it has no room. */
    Placement place(NodeState node, GpuShape shape) {
        Fragments.Memo memo = fragments.memo(node);
        int number = mix().numberOf(shape);
        Placement known = memo.placement(number);
        if (known != null) {
            return known;
        }
        Placement found = place(node, shape, EVERY_CARD);
        if (number >= 0 && number < mix().weighed()) {
            memo.keep(number, found);
        }
        return found;
    }

    /** Best place on a node on these cards only. */
    Placement place(NodeState node, GpuShape shape, IntPredicate allowed) {
        if (!node.fits(shape)) {
            return Placement.NONE;
        }
        long per = shape.perCard(node.node());
        long before = fragments.memo(node).fragments();
        return shape.cards() == 1
                ? onOneCard(node, shape, per, before, allowed)
                : onTheFullest(node, shape, per, before, allowed);
    }

    private Placement onOneCard(NodeState node, GpuShape shape, long per, long before, IntPredicate allowed) {
        Placement best = Placement.NONE;
        long bestFree = Long.MAX_VALUE;
        for (int card = 0; card < node.cards(); card++) {
            long free = node.free(card);
            if (free < per || !allowed.test(card) || triedBefore(node, card, allowed)) {
                continue;
            }
            int[] cards = {card};
            Placement each = priced(node, shape, per, before, cards);
            if (each.cost() < best.cost() || each.cost() == best.cost() && free < bestFree) {
                best = each;
                bestFree = free;
            }
        }
        return best;
    }

    /** True when a card with as much free was looked at already. */
    private static boolean triedBefore(NodeState node, int card, IntPredicate allowed) {
        for (int other = 0; other < card; other++) {
            if (node.free(other) == node.free(card) && allowed.test(other)) {
                return true;
            }
        }
        return false;
    }

    private Placement onTheFullest(NodeState node, GpuShape shape, long per, long before, IntPredicate allowed) {
        int[] cards = new int[shape.cards()];
        boolean[] taken = new boolean[node.cards()];
        for (int place = 0; place < cards.length; place++) {
            int fullest = -1;
            for (int card = 0; card < node.cards(); card++) {
                boolean fits = !taken[card] && node.free(card) >= per && allowed.test(card);
                if (fits && (fullest < 0 || node.free(card) < node.free(fullest))) {
                    fullest = card;
                }
            }
            if (fullest < 0) {
                return Placement.NONE;
            }
            taken[fullest] = true;
            cards[place] = fullest;
        }
        Arrays.sort(cards);
        return priced(node, shape, per, before, cards);
    }

    private Placement priced(NodeState node, GpuShape shape, long per, long before, int[] cards) {
        long after = fragments.of(node.less(cards, per, shape.host()));
        long left = 0;
        for (int card = 0; card < node.cards(); card++) {
            left += node.freeMillis(card);
        }
        return new Placement(cards, after - before, left);
    }
}
