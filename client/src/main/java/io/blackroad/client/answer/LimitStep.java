package io.blackroad.client.answer;

/**
 * What one limit made of the wish.
 *
 * @param limit the limit
 * @param before replicas before it
 * @param after replicas after it
 * @param reason why
 */
public record LimitStep(String limit, int before, int after, String reason) {}
