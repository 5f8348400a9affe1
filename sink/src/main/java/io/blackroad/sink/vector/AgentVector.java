package io.blackroad.sink.vector;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vector of an agent. One with the same agent and id replaces it.
 *
 * @param agentId whose it is, 1 to {@value #MAX_TEXT} characters
 * @param id what the agent calls it, 1 to {@value #MAX_TEXT} characters
 * @param values finite, not all zero: likeness is the cosine of the angle
 * @param metadata what comes back with it; {@value #AGENT} is taken
 */
public record AgentVector(String agentId, String id, float[] values, SortedMap<String, String> metadata) {
    /** The two together are the id of a record, which Pinecone limits to 512 characters. */
    public static final int MAX_TEXT = 250;

    /** Metadata that says whose a vector is. */
    public static final String AGENT = "agent";

    /** @throws IllegalArgumentException if it cannot be stored; the message says why */
    public AgentVector {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        checkText("an agent id", agentId);
        checkText("the id of a vector", id);
        Cosine.check(values, "vector " + id + " of agent " + agentId);
        if (metadata.containsKey(AGENT)) {
            throw new IllegalArgumentException("metadata '" + AGENT + "' of vector " + id + " of agent " + agentId
                    + " is taken: it says whose the vector is");
        }
    }

    /** One without metadata. */
    public static AgentVector of(String agentId, String id, float... values) {
        return new AgentVector(agentId, id, values, new TreeMap<>());
    }

    static void checkText(String what, String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(what + " has 1 to " + MAX_TEXT + " characters, not " + text.length());
        }
    }
}
