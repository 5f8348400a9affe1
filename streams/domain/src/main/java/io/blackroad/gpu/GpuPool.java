package io.blackroad.gpu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The GPUs of one region: what is granted on which card, and who waits. Immutable; {@link GpuLedger} makes the next one. */
public final class GpuPool {
    /** Nothing there, nobody asks. */
    public static final GpuPool EMPTY = new GpuPool(
            new NodeState[0],
            Map.of(),
            Claims.none(),
            Claims.none(),
            WaitQueue.EMPTY,
            new Packing(Mix.EMPTY),
            new BitSet(),
            0,
            0);

    final NodeState[] nodes;
    final Map<String, Integer> numbers;
    final Claims<Lease> leases;
    final Claims<Waiter> waiters;
    final WaitQueue queue;
    final Packing packing;

    /** Nodes on which room is held back for somebody who waits. */
    final BitSet held;

    final long tickets;
    final long epoch;

    GpuPool(
            NodeState[] nodes,
            Map<String, Integer> numbers,
            Claims<Lease> leases,
            Claims<Waiter> waiters,
            WaitQueue queue,
            Packing packing,
            BitSet held,
            long tickets,
            long epoch) {
        this.nodes = nodes;
        this.numbers = numbers;
        this.leases = leases;
        this.waiters = waiters;
        this.queue = queue;
        this.packing = packing;
        this.held = held;
        this.tickets = tickets;
        this.epoch = epoch;
    }

    /**
     * A pool from what was remembered of it.
     *
     * @param nodes its nodes, each with the event time since which it is idle, or null
     * @param tickets the newest ticket given
     * @param epoch the newest lease's epoch
     * @param mix requests so far by shape, as {@link #mix} gave them
     */
    public static GpuPool restore(
            Map<GpuNode, Instant> nodes,
            Collection<Lease> leases,
            Collection<Waiter> waiters,
            long tickets,
            long epoch,
            GpuMix mix) {
        List<NodeState> states = new ArrayList<>();
        nodes.forEach((node, idle) -> states.add(NodeState.idle(node, idle == null ? Instant.EPOCH : idle)));
        states.sort(Comparator.comparing(state -> state.node().id()));
        Map<String, Integer> numbers = numbers(states);
        NodeState[] filled = states.toArray(NodeState[]::new);
        Claims<Lease> held = Claims.none();
        List<Lease> order = new ArrayList<>(leases);
        order.sort(Comparator.comparing(Lease::epoch));
        for (Lease lease : order) {
            int number = numbers.get(lease.node());
            filled[number] = filled[number].with(lease);
            held = held.with(lease.request().agentId(), lease.request().requestId(), lease);
        }
        Claims<Waiter> waiting = Claims.none();
        WaitQueue queue = WaitQueue.EMPTY;
        List<Waiter> line = new ArrayList<>(waiters);
        line.sort(Comparator.comparing(Waiter::ticket));
        for (Waiter waiter : line) {
            queue = queue.and(waiter);
            waiting = waiting.with(waiter.request().agentId(), waiter.request().requestId(), waiter);
        }
        BitSet all = new BitSet();
        all.set(0, filled.length);
        return new GpuPool(filled, numbers, held, waiting, queue, new Packing(mix.mix()), all, tickets, epoch);
    }

    static Map<String, Integer> numbers(List<NodeState> states) {
        Map<String, Integer> numbers = new HashMap<>();
        for (NodeState state : states) {
            numbers.put(state.node().id(), numbers.size());
        }
        return numbers;
    }

    /** Its nodes, by name. */
    public List<NodeState> nodes() {
        return List.of(nodes);
    }

    /** What an agent was granted for a request. */
    public Optional<Lease> lease(String agentId, String requestId) {
        return Optional.ofNullable(leases.get(agentId, requestId));
    }

    /** How many leases there are. */
    public int leases() {
        return leases.size();
    }

    /** How many wait. */
    public int waiting() {
        return queue.size();
    }

    /** Who waits at a place, from 1. */
    public Waiter waiter(int position) {
        return queue.get(position - 1);
    }

    /** Place of a request in the queue, from 1; 0 when it does not wait. */
    public int position(String agentId, String requestId) {
        Waiter waiter = waiters.get(agentId, requestId);
        return waiter == null ? 0 : queue.before(waiter.ticket()) + 1;
    }

    /** How many grants can still delay who waits at a place, from 1, at most. */
    public int bound(GpuPolicy policy, int position) {
        long passes = Guard.passes(queue, tickets, waiter(position));
        return position - 1 + (int) Math.max(0, policy.overtakes() - passes);
    }

    /** The newest ticket given. */
    public long tickets() {
        return tickets;
    }

    /** The newest lease's epoch. */
    public long epoch() {
        return epoch;
    }

    /** What the pool has learnt of the requests. */
    public GpuMix mix() {
        return new GpuMix(packing.mix());
    }

    @Override
    public String toString() {
        return "GpuPool" + Arrays.stream(nodes).map(state -> state.node().id()).toList() + ", " + leases() + " leases, "
                + waiting() + " waiting";
    }
}
