package io.blackroad.sink.keda;

import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The replicas that KEDA is told for each target, as they were last read or decided. Safe for any thread. */
public final class Standings {
    private final Map<TargetId, Integer> replicas = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<TargetId, Long> decided = new HashMap<>();
    private long decisions;
    private boolean known;

    /** Calls {@code listener} after each change. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /**
     * Takes a whole new look; targets that could not be seen keep what they had, those that are gone are forgotten. What was
     * decided while it was read is newer than what it says: KEDA would be told of the decision before, which may be none to run.
     *
     * @return what was seen
     */
    Survey look(Supplier<Survey> read) {
        long began;
        synchronized (this) {
            began = decisions;
        }
        Survey survey = read.get();
        synchronized (this) {
            known = true;
            replicas.keySet().removeIf(id -> !survey.targets().contains(id) && isOlder(id, began));
            survey.seen().forEach((id, runs) -> {
                if (isOlder(id, began)) {
                    replicas.put(id, runs.told());
                }
            });
        }
        listeners.forEach(Runnable::run);
        return survey;
    }

    /** A decision was carried out. */
    void put(TargetId id, int told) {
        synchronized (this) {
            replicas.put(id, told);
            decided.put(id, ++decisions);
        }
        listeners.forEach(Runnable::run);
    }

    private boolean isOlder(TargetId id, long look) {
        return decided.getOrDefault(id, 0L) <= look;
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
