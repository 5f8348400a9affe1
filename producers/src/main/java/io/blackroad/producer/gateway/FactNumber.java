package io.blackroad.producer.gateway;

/**
 * Place of a fact in its agent's order.
 *
 * @param epoch boot of the agent, microseconds since 1970-01-01 UTC
 * @param sequence place in the epoch
 */
record FactNumber(long epoch, long sequence) {}
