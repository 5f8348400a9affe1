package io.blackroad.streams.advice;

import io.blackroad.advice.AdvicePolicy;
import io.blackroad.advice.AdviceState;
import io.blackroad.advice.Advices;
import io.blackroad.advice.Reading;
import io.blackroad.alert.AlertChange;
import io.blackroad.decision.Outcome;
import io.blackroad.streams.stored.StoredAdvice;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes readings in and writes down what is remembered of each size. */
public final class AdviceBook {
    private final KeyValueStore<String, StoredAdvice> store;

    public AdviceBook(KeyValueStore<String, StoredAdvice> store) {
        this.store = store;
    }

    /** What a reading leads to. */
    public List<AlertChange> read(Reading reading, Instant now) {
        String name = reading.sized().alertOf(reading.subject());
        AdviceState before = AdviceWire.state(store.get(name));
        Outcome<AdviceState, AlertChange> outcome = Advices.decide(AdvicePolicy.DEFAULT, before, reading, now);
        if (!outcome.state().equals(before)) {
            store.put(name, AdviceWire.stored(name, outcome.state()));
        }
        return outcome.decisions();
    }
}
