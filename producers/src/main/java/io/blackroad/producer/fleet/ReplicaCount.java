package io.blackroad.producer.fleet;

/**
 * Replicas of a target.
 *
 * @param told how many it has been told to run
 * @param ready how many of them have their agents running
 */
public record ReplicaCount(int told, int ready) {}
