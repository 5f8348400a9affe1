package io.blackroad.sink.vector;

import java.util.SortedMap;

/**
 * A vector as an index knows it.
 *
 * @param id unique in its namespace
 * @param owner the agent that it belongs to
 */
public record IndexedVector(String id, String owner, float[] values, SortedMap<String, String> metadata) {}
