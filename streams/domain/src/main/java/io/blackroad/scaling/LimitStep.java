package io.blackroad.scaling;

/**
 * What one limit made of a wish.
 *
 * @param limit its name, as in {@code stabilization}
 * @param before replicas wanted before it
 * @param after replicas wanted after it
 * @param reason why, with the numbers
 */
public record LimitStep(String limit, int before, int after, String reason) {}
