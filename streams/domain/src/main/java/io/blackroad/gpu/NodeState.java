package io.blackroad.gpu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node and what is free on each of its cards. Immutable; what it remembers of a {@link Mix} is only a memo. */
public final class NodeState {
    private final GpuNode node;
    private final long[] free;
    private final Host freeHost;
    private final List<Lease> leases;
    private final Instant idleSince;

    /** Written by {@link Fragments} alone. */
    Fragments.Memo memo;

    private NodeState(GpuNode node, long[] free, Host freeHost, List<Lease> leases, Instant idleSince) {
        this.node = node;
        this.free = free;
        this.freeHost = freeHost;
        this.leases = leases;
        this.idleSince = idleSince;
    }

    /** With nothing granted. */
    public static NodeState empty(GpuNode node) {
        return idle(node, Instant.EPOCH);
    }

    /** With nothing granted since then. */
    static NodeState idle(GpuNode node, Instant since) {
        long[] free = new long[node.cards()];
        Arrays.fill(free, node.cardBytes());
        return new NodeState(node, free, node.host(), List.of(), since);
    }

    /** The node. */
    public GpuNode node() {
        return node;
    }

    /** How many cards it has. */
    public int cards() {
        return free.length;
    }

    /** Free memory of a card. */
    public long free(int card) {
        return free[card];
    }

    /** The same in thousandths of the card. */
    public int freeMillis(int card) {
        return millis(free[card], node.cardBytes());
    }

    static int millis(long bytes, long cardBytes) {
        return (int) (bytes * 1_000 / cardBytes);
    }

    /** What is free beside the cards. */
    public Host freeHost() {
        return freeHost;
    }

    /** What is granted on it, oldest first. */
    public List<Lease> leases() {
        return leases;
    }

    /** Event time since which nothing is granted on it; null while something is. */
    public Instant idleSince() {
        return idleSince;
    }

    boolean idle() {
        return leases.isEmpty();
    }

    /** True when it has room now, for anybody. */
    public boolean fits(GpuShape shape) {
        return node.state() == GpuNode.State.READY
                && freeHost.holds(shape.host())
                && shape.allows(node.model())
                && roomy(shape.perCard(node)) >= shape.cards();
    }

    private int roomy(long perCard) {
        int roomy = 0;
        for (long each : free) {
            if (each >= perCard) {
                roomy++;
            }
        }
        return roomy;
    }

    /** As it would be with so much less on these cards; no lease is noted. */
    public NodeState less(int[] cards, long perCard, Host host) {
        return new NodeState(node, changed(cards, -perCard), freeHost.minus(host), leases, idleSince);
    }

    NodeState with(Lease lease) {
        List<Lease> more = new ArrayList<>(leases);
        more.add(lease);
        int[] cards = cards(lease);
        return new NodeState(
                node,
                changed(cards, -lease.bytesPerCard()),
                freeHost.minus(lease.request().shape().host()),
                more,
                null);
    }

    NodeState without(Lease lease, Instant now) {
        List<Lease> fewer = new ArrayList<>(leases);
        fewer.removeIf(each -> each.epoch() == lease.epoch());
        int[] cards = cards(lease);
        return new NodeState(
                node,
                changed(cards, lease.bytesPerCard()),
                freeHost.plus(lease.request().shape().host()),
                fewer,
                fewer.isEmpty() ? now : null);
    }

    /** The same under another row of the control table; its cards must be the same. */
    NodeState as(GpuNode other) {
        return new NodeState(other, free, freeHost, leases, idleSince);
    }

    private long[] changed(int[] cards, long by) {
        long[] next = free.clone();
        for (int card : cards) {
            next[card] += by;
            if (next[card] < 0 || next[card] > node.cardBytes()) {
                throw new IllegalStateException("card " + card + " of " + node.id() + " would have " + next[card]
                        + " bytes free of " + node.cardBytes());
            }
        }
        return next;
    }

    private static int[] cards(Lease lease) {
        return lease.cards().stream().mapToInt(Integer::intValue).toArray();
    }
}
