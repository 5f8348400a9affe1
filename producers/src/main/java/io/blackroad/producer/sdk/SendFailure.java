package io.blackroad.producer.sdk;

/**
 * A lifecycle, task or GPU fact that was given up.
 *
 * @param topic where it should have gone
 * @param agentId agent that it is about
 * @param epoch boot of that agent, microseconds since 1970-01-01 UTC
 * @param sequence its number in that epoch and topic
 * @param cause why
 */
public record SendFailure(String topic, String agentId, long epoch, long sequence, Exception cause) {}
