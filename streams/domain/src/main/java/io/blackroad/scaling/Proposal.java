package io.blackroad.scaling;

/**
 * What a rule kind asks for, before limits.
 *
 * @param kind the rule kind, as in {@code GUIDE}
 * @param replicas replicas that it asks for; -1 when it has no number to give
 * @param reason why, with the numbers
 */
public record Proposal(String kind, int replicas, String reason) {}
