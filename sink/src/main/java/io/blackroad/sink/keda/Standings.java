package io.blackroad.sink.keda;

import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The replicas that KEDA is told for each target, as they were last read or decided. Safe for any thread. */
public final class Standings {
    private final Map<TargetId, Integer> replicas = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean known;

    /** Calls {@code listener} after each change. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Takes a whole new look; targets that could not be seen keep what they had, those that are gone are forgotten. */
    void replace(Survey survey) {
        synchronized (this) {
            known = true;
            replicas.keySet().retainAll(survey.targets());
            survey.seen().forEach((id, runs) -> replicas.put(id, runs.told()));
        }
        listeners.forEach(Runnable::run);
    }

    void put(TargetId id, int told) {
        synchronized (this) {
            replicas.put(id, told);
        }
        listeners.forEach(Runnable::run);
    }

    /** Replicas of a target; empty if there is none of the name. */
    synchronized Optional<Integer> of(TargetId id) {
        return Optional.ofNullable(replicas.get(id));
    }

    /** True once there was a look. */
    synchronized boolean isKnown() {
        return known;
    }
}
