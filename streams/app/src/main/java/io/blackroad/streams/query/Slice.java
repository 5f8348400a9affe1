package io.blackroad.streams.query;

import java.util.List;
import java.util.Set;

/**
 * What one instance has of a list, and the partitions that it really read for it. An instance that has just lost a
 * partition leaves it out, so nobody mistakes silence for emptiness.
 */
public record Slice<T>(List<T> items, Set<Partition> partitions) {}
