package io.blackroad.gpu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Who may not be delayed by a later request, and by what. The first of the queue is never delayed: a later request may
 * take a card that the first could ever use only when, whoever leaves that card, the first would fit as soon with it as
 * without it. Whoever has been passed as often as the policy allows is not delayed any more either: nothing goes to a
 * later request on a node that could ever serve it.
 */
final class Guard {
    /** Beyond this many sums of what may leave a card, a card is left to the first of the queue. */
    private static final int MOST_SUMS = 4_096;

    private final Waiter first;
    private final List<Waiter> passed = new ArrayList<>();

    Guard(WaitQueue queue, long issued, int overtakes) {
        this.first = queue.isEmpty() ? null : queue.first();
        for (Waiters shape : queue.shapes()) {
            // Of the first's own shape the next one: the first is guarded card by card, which leaves more to others.
            boolean behindFirst = shape.first() == first;
            if (behindFirst && shape.size() == 1) {
                continue;
            }
            Waiter waiter = behindFirst ? shape.get(1) : shape.first();
            if (passes(queue, issued, waiter) >= overtakes) {
                passed.add(waiter);
            }
        }
    }

    /**
     * How many later requests no longer wait, granted or not: at least as many as have passed it. Nobody further back
     * has been passed more often.
     */
    static long passes(WaitQueue queue, long issued, Waiter waiter) {
        long laterWaiting = queue.size() - 1L - queue.before(waiter.ticket());
        return issued - waiter.ticket() - laterWaiting;
    }

    /** True when the end of this one's waiting sets others free. */
    boolean protects(Waiter waiter) {
        return first != null
                && (waiter.ticket() == first.ticket()
                        || passed.stream().anyMatch(each -> each.ticket() == waiter.ticket()));
    }

    /** True when it holds nothing of this node back from a ticket. */
    boolean frees(NodeState node, long ticket) {
        return first == null || ticket <= first.ticket() || passable(node, ticket) && !wanted(node, first);
    }

    /** True when nobody but the first, card by card, holds this node back from a ticket. */
    boolean passable(NodeState node, long ticket) {
        for (Waiter waiter : passed) {
            if (waiter.ticket() < ticket && wanted(node, waiter)) {
                return false;
            }
        }
        return true;
    }

    /** Cards of a node that a shape may take although the first of the queue could use them. */
    IntPredicate harmless(NodeState node, GpuShape shape) {
        GpuShape wanted = first.request().shape();
        boolean hostAlone = node.freeHost().limited() && !shape.host().equals(Host.NOTHING);
        long need = wanted.perCard(node.node());
        long taken = shape.perCard(node.node());
        return card -> !hostAlone && harmless(node, card, need, taken);
    }

    private static boolean wanted(NodeState node, Waiter waiter) {
        return waiter.request().shape().everFits(node.node());
    }

    /** For each sum that may leave the card: when it then holds the need, it holds it beside what is taken as well. */
    static boolean harmless(NodeState node, int card, long need, long taken) {
        if (node.node().cardBytes() - taken < need) {
            // When all have left, only it would be in the way.
            return false;
        }
        Set<Long> sums = new HashSet<>(Set.of(node.free(card)));
        for (Lease lease : node.leases()) {
            if (lease.cards().contains(card)) {
                for (long sum : List.copyOf(sums)) {
                    sums.add(sum + lease.bytesPerCard());
                }
                if (sums.size() > MOST_SUMS) {
                    return false;
                }
            }
        }
        return sums.stream().allMatch(free -> free < need || free - taken >= need);
    }
}
