package io.blackroad.streams.scaling;

import io.blackroad.schema.ScaleDecided;
import java.util.Locale;
import org.apache.kafka.streams.state.KeyValueStore;

/** The newest decisions of each target, for queries; older ones are in the topic. */
public final class DecisionHistory {

    /** Kept a target; as many as an operator is likely to page through. */
    public static final int LIMIT = 1_000;

    private final KeyValueStore<String, ScaleDecided> store;

    DecisionHistory(KeyValueStore<String, ScaleDecided> store) {
        this.store = store;
    }

    void add(String target, ScaleDecided decision) {
        store.put(key(target, decision.getSequence()), decision);
        store.delete(key(target, decision.getSequence() - LIMIT));
    }

    /** Key of a decision: in the order of its sequence among those of its target. */
    public static String key(String target, long sequence) {
        return String.format(Locale.ROOT, "%s#%019d", target, Math.max(0, sequence));
    }
}
