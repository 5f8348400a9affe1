package io.blackroad.gpu.model;

/**
 * Nodes that are alike, as a model sees them.
 *
 * @param model card model
 * @param cards cards of a node
 * @param cardBytes memory of a card
 * @param nodes how many of them there are
 * @param nanosPerCardHour price of a card, nano-dollars an hour; negative when it is not known
 */
public record NodeKind(String model, int cards, long cardBytes, int nodes, long nanosPerCardHour) {

    boolean priced() {
        return nanosPerCardHour >= 0;
    }
}
