package io.blackroad.placement;

/**
 * A worker as the control table has it.
 *
 * @param draining true when all its agents are to leave it
 * @param writtenMicros when the row was written; a lost worker whose row is written anew is taken for a new one
 */
public record WorkerRow(String id, boolean draining, long writtenMicros) {}
