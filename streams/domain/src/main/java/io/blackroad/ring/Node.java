package io.blackroad.ring;

/**
 * One owner on a ring.
 *
 * @param name its identity: another name owns other keys
 * @param weight its share of the keys relative to the others, 0 to {@value #MAX_WEIGHT}; 0 owns nothing
 */
public record Node(String name, int weight) {

    /** Keeps every product of the ring inside 53 bits, so a double holds it exactly. */
    public static final int MAX_WEIGHT = 10_000;

    public Node {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a node of a ring needs a name");
        }
        if (weight < 0 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight of node " + name + " is " + weight + "; allowed are 0 to " + MAX_WEIGHT);
        }
    }
}
