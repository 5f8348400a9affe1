package io.blackroad.streams.query;

import java.util.Set;

/** What one instance contributes to an answer over all partitions. */
interface Part {

    /** Partitions that it speaks for. */
    Set<Partition> partitions();
}
