package io.blackroad.gpu;

/**
 * A machine with GPU cards, all alike.
 *
 * @param id its name
 * @param model model of its cards
 * @param cards how many, from 0
 * @param cardBytes memory of each card
 * @param host what it has beside the cards
 * @param state whether it gets leases
 */
public record GpuNode(String id, String model, int cards, long cardBytes, Host host, State state) {
    /** More than any machine has. */
    public static final int MAX_CARDS = 64;

    /** A pebibyte: sums over the cards of a node, in thousandths, stay within 64 bits. */
    public static final long MAX_CARD_BYTES = 1L << 50;

    public GpuNode {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a GPU node needs a name");
        }
        if (cards < 0 || cards > MAX_CARDS) {
            throw new IllegalArgumentException(
                    "GPU node " + id + " has " + cards + " cards; allowed are 0 to " + MAX_CARDS);
        }
        if (cardBytes < 1_000 || cardBytes > MAX_CARD_BYTES) {
            throw new IllegalArgumentException(
                    "cards of GPU node " + id + " have " + cardBytes + " bytes; allowed are 1000 to " + MAX_CARD_BYTES);
        }
    }

    /** A node of which only the cards count. */
    public static GpuNode of(String id, String model, int cards, long cardBytes) {
        return new GpuNode(id, model, cards, cardBytes, Host.UNLIMITED, State.READY);
    }

    /** Whether a node gets leases. */
    public enum State {
        READY,
        /** Keeps what it has granted and gets nothing more. */
        DRAINING,
        /** Draining, and forgotten as soon as nothing is granted on it. */
        LEAVING
    }

    GpuNode in(State other) {
        return new GpuNode(id, model, cards, cardBytes, host, other);
    }

    boolean sameCards(GpuNode other) {
        return model.equals(other.model)
                && cards == other.cards
                && cardBytes == other.cardBytes
                && host.equals(other.host);
    }
}
