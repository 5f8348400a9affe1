package io.blackroad.streams.scaling;

import io.blackroad.schema.ScaleJudged;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What became of the newest changes of each target, for queries, as long as their decisions are kept for them. */
final class EffectHistory {
    private final KeyValueStore<String, ScaleJudged> store;

    EffectHistory(KeyValueStore<String, ScaleJudged> store) {
        this.store = store;
    }

    void add(String target, ScaleJudged effect) {
        store.put(DecisionHistory.key(target, effect.getSequence()), effect);
        long last = effect.getSequence() - DecisionHistory.LIMIT;
        if (last > 0) {
            forget(DecisionHistory.key(target, 0), DecisionHistory.key(target, last));
        }
    }

    private void forget(String from, String to) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, ScaleJudged> entries = store.range(from, to)) {
            entries.forEachRemaining(entry -> old.add(entry.key));
        }
        old.forEach(store::delete);
    }
}
