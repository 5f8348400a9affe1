package io.blackroad.streams.query;

import java.util.Set;

/**
 * What one instance contributes to an answer over all partitions. Parts copy what they are made of, so one that lacks a
 * field cannot come into being, and a peer that sends one is taken for silent.
 */
interface Part {

    /** Partitions that it speaks for. */
    Set<Partition> partitions();
}
