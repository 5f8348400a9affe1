package io.blackroad.gpu;

import io.blackroad.decision.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** One decision in the making: the pool as it is worked on, and what was decided so far. */
final class GpuTurn {
    private final GpuPolicy policy;
    private final Instant now;
    private final List<LeaseDecision> decisions = new ArrayList<>();
    private NodeState[] nodes;
    private Map<String, Integer> numbers;
    private Claims<Lease> leases;
    private Claims<Waiter> waiters;
    private WaitQueue queue;
    private Packing packing;
    private long tickets;
    private long epoch;
    private final BitSet held;

    /** Nodes that somebody who waits may now find room on. */
    private final BitSet open = new BitSet();

    GpuTurn(GpuPolicy policy, GpuPool pool, Instant now) {
        this.policy = policy;
        this.now = now;
        this.nodes = pool.nodes.clone();
        this.numbers = pool.numbers;
        this.leases = pool.leases;
        this.waiters = pool.waiters;
        this.queue = pool.queue;
        this.packing = pool.packing;
        this.tickets = pool.tickets;
        this.epoch = pool.epoch;
        this.held = (BitSet) pool.held.clone();
    }

    Outcome<GpuPool, LeaseDecision> outcome() {
        serve();
        leave();
        GpuPool next = new GpuPool(nodes, numbers, leases, waiters, queue, packing, held, tickets, epoch);
        return new Outcome<>(next, decisions);
    }

    void request(GpuRequest request) {
        if (waiters.get(request.agentId(), request.requestId()) != null
                || leases.get(request.agentId(), request.requestId()) != null) {
            return;
        }
        GpuShape shape = request.shape();
        String refusal = Sentences.refusal(shape, nodes);
        if (!refusal.isEmpty()) {
            decisions.add(new LeaseDecision(LeaseDecision.Kind.REJECTED, request, null, 0, 0, 0, refusal, now));
            return;
        }
        packing = packing.with(packing.mix().seen(shape));
        Waiter waiter = new Waiter(++tickets, request, now);
        // Behind one of its shape that finds no room, none is to be found.
        Found found = queue.waits(shape) ? null : find(guard(), waiter, everyNode());
        if (found != null) {
            grant(waiter, found);
            return;
        }
        queue = queue.and(waiter);
        waiters = waiters.with(request.agentId(), request.requestId(), waiter);
        int position = queue.size();
        int bound = position - 1 + policy.overtakes();
        String reason = Sentences.queued(shape, position, bound);
        decisions.add(new LeaseDecision(
                LeaseDecision.Kind.QUEUED, request, null, waiter.ticket(), position, bound, reason, now));
    }

    void release(String agentId, String requestId) {
        end(agentId, requestId, LeaseDecision.Kind.RELEASED, "given back by " + agentId);
    }

    void gone(String agentId, String reason) {
        List<String> requests = new ArrayList<>(leases.of(agentId).keySet());
        requests.addAll(waiters.of(agentId).keySet());
        requests.sort(Comparator.naturalOrder());
        for (String requestId : requests) {
            end(agentId, requestId, LeaseDecision.Kind.EXPIRED, agentId + " " + reason);
        }
    }

    void tick() {
        while (!queue.isEmpty() && !now.isBefore(queue.first().queuedAt().plus(policy.patience()))) {
            GpuRequest request = queue.first().request();
            end(
                    request.agentId(),
                    request.requestId(),
                    LeaseDecision.Kind.EXPIRED,
                    Sentences.waited(policy.patience(), request.shape(), nodes));
        }
    }

    void nodes(List<GpuNode> rows) {
        Map<String, NodeState> next = Fleets.merged(nodes, rows, now);
        List<NodeState> states = new ArrayList<>(next.values());
        nodes = states.toArray(NodeState[]::new);
        numbers = GpuPool.numbers(states);
        held.clear();
        open.clear();
        open.set(0, nodes.length);
    }

    private void end(String agentId, String requestId, LeaseDecision.Kind kind, String reason) {
        Waiter waiter = waiters.get(agentId, requestId);
        if (waiter != null) {
            if (guard().protects(waiter)) {
                open.or(held);
            }
            queue = queue.without(waiter);
            waiters = waiters.without(agentId, requestId);
            decisions.add(new LeaseDecision(kind, waiter.request(), null, waiter.ticket(), 0, 0, reason, now));
        }
        Lease lease = leases.get(agentId, requestId);
        if (lease != null) {
            int number = numbers.get(lease.node());
            nodes[number] = nodes[number].without(lease, now);
            leases = leases.without(agentId, requestId);
            open.set(number);
            decisions.add(new LeaseDecision(kind, lease.request(), lease, 0, 0, 0, reason, now));
        }
    }

    /** Grants, in the order of the tickets, whatever finds room on the open nodes. */
    private void serve() {
        while (!open.isEmpty() && !queue.isEmpty()) {
            BitSet nodesNow = (BitSet) open.clone();
            open.clear();
            held.andNot(nodesNow);
            serve(nodesNow);
        }
    }

    private void serve(BitSet where) {
        Guard guard = guard();
        PriorityQueue<Waiter> next = new PriorityQueue<>(Comparator.comparingLong(Waiter::ticket));
        queue.shapes().forEach(shape -> next.add(shape.first()));
        while (!next.isEmpty()) {
            Waiter waiter = next.remove();
            Found found = find(guard, waiter, where);
            if (found == null) {
                continue;
            }
            boolean freesOthers = guard.protects(waiter);
            queue = queue.without(waiter);
            waiters =
                    waiters.without(waiter.request().agentId(), waiter.request().requestId());
            grant(waiter, found);
            if (freesOthers) {
                // What was held for it, and what it left of these nodes, may now go to others.
                open.or(held);
                open.or(where);
                return;
            }
            guard = guard();
            queue.firstOf(waiter.request().shape()).ifPresent(next::add);
        }
    }

    private record Found(int node, Placement placement) {}

    private Found find(Guard guard, Waiter waiter, BitSet where) {
        GpuShape shape = waiter.request().shape();
        Found best = null;
        for (int number = where.nextSetBit(0); number >= 0; number = where.nextSetBit(number + 1)) {
            NodeState node = nodes[number];
            if (!node.fits(shape)) {
                continue;
            }
            Placement placement = allowed(guard, waiter, node);
            if (placement == Placement.NONE) {
                held.set(number);
            } else if (best == null || placement.better(best.placement())) {
                best = new Found(number, placement);
            }
        }
        return best;
    }

    private Placement allowed(Guard guard, Waiter waiter, NodeState node) {
        GpuShape shape = waiter.request().shape();
        if (guard.frees(node, waiter.ticket())) {
            return packing.place(node, shape);
        }
        return guard.passable(node, waiter.ticket())
                ? packing.place(node, shape, guard.harmless(node, shape))
                : Placement.NONE;
    }

    private void grant(Waiter waiter, Found found) {
        NodeState node = nodes[found.node()];
        GpuRequest request = waiter.request();
        List<Integer> cards = new ArrayList<>();
        for (int card : found.placement().cards()) {
            cards.add(card);
        }
        Lease lease = new Lease(
                ++epoch, request, node.node().id(), cards, request.shape().perCard(node.node()), now);
        nodes[found.node()] = node.with(lease);
        leases = leases.with(request.agentId(), request.requestId(), lease);
        decisions.add(new LeaseDecision(
                LeaseDecision.Kind.GRANTED, request, lease, waiter.ticket(), 0, 0, Sentences.granted(lease), now));
    }

    /** Nodes without a row leave once they are idle. */
    private void leave() {
        List<NodeState> staying = Fleets.staying(nodes);
        if (staying.size() < nodes.length) {
            nodes = staying.toArray(NodeState[]::new);
            numbers = GpuPool.numbers(staying);
            held.clear();
            held.set(0, nodes.length);
        }
    }

    private Guard guard() {
        return new Guard(queue, tickets, policy.overtakes());
    }

    private BitSet everyNode() {
        BitSet all = new BitSet(nodes.length);
        all.set(0, nodes.length);
        return all;
    }
}
