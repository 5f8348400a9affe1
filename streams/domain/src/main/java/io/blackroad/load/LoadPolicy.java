package io.blackroad.load;

/**
 * When the knowledge of a source partition grows old, in ticks.
 *
 * @param freshTicks a partition silent for longer has only missing samples
 * @param lostTicks a partition silent for longer has no agents any more, unless facts of theirs wait to be read
 */
public record LoadPolicy(long freshTicks, long lostTicks) {}
