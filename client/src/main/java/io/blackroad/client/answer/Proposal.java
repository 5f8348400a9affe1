package io.blackroad.client.answer;

/**
 * What one rule kind asked for, before limits.
 *
 * @param kind the rule kind
 * @param replicas what it asked for
 * @param reason why, with its numbers
 */
public record Proposal(String kind, int replicas, String reason) {}
