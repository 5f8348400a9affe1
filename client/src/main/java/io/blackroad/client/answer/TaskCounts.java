package io.blackroad.client.answer;

/**
 * Task facts of an agent, counted since it was first heard of.
 *
 * @param submitted handed out
 * @param started begun
 * @param completed done
 * @param failed given up
 * @param cancelled called off
 */
public record TaskCounts(long submitted, long started, long completed, long failed, long cancelled) {}
