package io.blackroad.sink.controller;

/**
 * What runs at a target.
 *
 * @param told replicas that it has been told to run
 * @param ready of them, ready
 * @param sequence sequence of the decision last written at the target; 0 for none
 */
public record ReplicaCount(int told, int ready, long sequence) {}
