package io.blackroad.gpu;

/**
 * Where a request could go.
 *
 * @param cards cards of the node, ascending
 * @param cost how much worse the node is for the mix afterwards; less is better
 * @param leftMillis what the node has free before it, thousandths of a card; of equal costs the fuller node is better
 */
record Placement(int[] cards, long cost, long leftMillis) {
    /** The node has no room for it. */
    static final Placement NONE = new Placement(new int[0], Long.MAX_VALUE, Long.MAX_VALUE);

    boolean better(Placement other) {
        return cost < other.cost || cost == other.cost && leftMillis < other.leftMillis;
    }
}
