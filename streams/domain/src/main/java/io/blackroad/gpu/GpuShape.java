package io.blackroad.gpu;

import java.util.List;

/**
 * What a request asks for; requests of one shape are interchangeable.
 *
 * @param cards cards, all on one node; 0 for a task that only needs the host
 * @param millis share of each card, thousandths; 0 when asked for by memory
 * @param bytes memory on each card; not read when there is a share, which brings its part of the memory with it
 * @param models card models that will do, in any case; empty for any
 * @param host what it needs beside the cards
 */
public record GpuShape(int cards, int millis, long bytes, List<String> models, Host host) {
    /** What the guide gives an agent that does not say: 40 GB. */
    public static final long DEFAULT_BYTES = 40_000_000_000L;

    public GpuShape {
        models = models.stream().distinct().sorted().toList();
        if (cards < 0 || cards > GpuNode.MAX_CARDS) {
            throw new IllegalArgumentException(cards + " cards asked for; allowed are 0 to " + GpuNode.MAX_CARDS);
        }
        if (millis < 0 || millis > 1_000) {
            throw new IllegalArgumentException(millis + " thousandths of a card asked for; allowed are 0 to 1000");
        }
        if (cards > 0 && millis == 0 && bytes < 1) {
            throw new IllegalArgumentException("neither a share of a card nor memory on it is asked for");
        }
        if (millis > 0 || cards == 0) {
            bytes = 0;
        }
    }

    /** So much memory of one card of any model. */
    public static GpuShape ofMemory(long bytes) {
        return new GpuShape(1, 0, bytes, List.of(), Host.NOTHING);
    }

    /** Thousandths of one card of any model. */
    public static GpuShape ofMillis(int millis) {
        return new GpuShape(1, millis, 0, List.of(), Host.NOTHING);
    }

    /** Whole cards of any model. */
    public static GpuShape ofCards(int cards) {
        return new GpuShape(cards, 1_000, 0, List.of(), Host.NOTHING);
    }

    /** Memory that it takes of each card of a node. Rounded down, so that shares that add up to a card fit on one. */
    public long perCard(GpuNode node) {
        return perCard(node.cardBytes());
    }

    long perCard(long cardBytes) {
        if (millis == 0) {
            return bytes;
        }
        if (millis == 1_000) {
            return cardBytes;
        }
        return Math.max(1, cardBytes / 1_000 * millis + cardBytes % 1_000 * millis / 1_000);
    }

    boolean allows(String model) {
        return models.isEmpty() || models.stream().anyMatch(model::equalsIgnoreCase);
    }

    /** True when an empty node of this kind would hold it. */
    public boolean everFits(GpuNode node) {
        return cards <= node.cards()
                && allows(node.model())
                && perCard(node) <= node.cardBytes()
                && node.host().holds(host);
    }

    /** In words, as in {@code 2 cards with 40.0 GB each (A100 or H100)}. */
    public String inWords() {
        return Sentences.asked(this);
    }
}
