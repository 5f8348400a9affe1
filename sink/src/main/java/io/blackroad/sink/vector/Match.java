package io.blackroad.sink.vector;

import java.util.SortedMap;

/**
 * A vector that was found.
 *
 * @param id what its agent calls it
 * @param score cosine of the angle to what was asked, -1 to 1
 */
public record Match(String id, double score, SortedMap<String, String> metadata) {}
