package io.blackroad.sink.vector;

import io.blackroad.ring.Routes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Vectors of agents over an index; all of one agent's lie in the namespace that its route names. */
public final class AgentVectors implements AutoCloseable {
    /** Most that one search may ask for. */
    public static final int MAX_COUNT = 1_000;

    private static final char SEPARATOR = '#';

    private final VectorIndex index;

    public AgentVectors(VectorIndex index) {
        this.index = index;
    }

    /**
     * Stores vectors; those of one id replace each other, the last one stays.
     *
     * @throws IllegalArgumentException if one has the wrong number of values
     */
    public void upsert(Collection<AgentVector> vectors) {
        Map<String, Map<String, IndexedVector>> byNamespace = new LinkedHashMap<>();
        for (AgentVector vector : vectors) {
            checkDimensions(vector.values(), "vector " + vector.id() + " of agent " + vector.agentId());
            String id = id(vector.agentId(), vector.id());
            byNamespace
                    .computeIfAbsent(Routes.vectorNamespace(vector.agentId()), namespace -> new LinkedHashMap<>())
                    .put(id, new IndexedVector(id, vector.agentId(), vector.values(), vector.metadata()));
        }
        byNamespace.forEach((namespace, records) -> index.upsert(namespace, List.copyOf(records.values())));
    }

    /** Removes vectors of an agent; those that are not there do not matter. */
    public void delete(String agentId, Collection<String> ids) {
        List<String> own = new ArrayList<>();
        ids.forEach(id -> own.add(id(agentId, id)));
        if (!own.isEmpty()) {
            index.delete(Routes.vectorNamespace(agentId), own);
        }
    }

    /** Removes all vectors of an agent. */
    public void deleteAll(String agentId) {
        AgentVector.checkText("an agent id", agentId);
        index.deleteOwned(Routes.vectorNamespace(agentId), agentId);
    }

    /**
     * The likest vectors of an agent, likest first.
     *
     * @param vector what to be like
     * @param count how many at most, 1 to {@value #MAX_COUNT}
     * @throws IllegalArgumentException if the vector or the count cannot be
     */
    public List<Match> query(String agentId, float[] vector, int count) {
        AgentVector.checkText("an agent id", agentId);
        Cosine.check(vector, "the vector asked for");
        checkDimensions(vector, "the vector asked for");
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("ask for 1 to " + MAX_COUNT + " vectors, not " + count);
        }
        int prefix = id(agentId, "x").length() - 1;
        return index.query(Routes.vectorNamespace(agentId), agentId, vector, count).stream()
                .map(match -> new Match(match.id().substring(prefix), match.score(), match.metadata()))
                .toList();
    }

    /** Vectors by namespace. */
    public SortedMap<String, Long> counts() {
        return index.counts();
    }

    /** See {@link VectorIndex#flush}. */
    public void flush() {
        index.flush();
    }

    private void checkDimensions(float[] vector, String what) {
        if (vector.length != index.dimensions()) {
            throw new IllegalArgumentException(
                    what + " has " + vector.length + " values; here vectors have " + index.dimensions());
        }
    }

    private static String id(String agentId, String id) {
        AgentVector.checkText("an agent id", agentId);
        AgentVector.checkText("the id of a vector", id);
        return agentId + SEPARATOR + id;
    }

    @Override
    public void close() {
        index.close();
    }
}
