package io.blackroad.sink.keda;

import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The replicas that KEDA is told for each target, as they were last read or decided. Safe for any thread.
 *
 * <p>What comes in last is not always the newest: a look takes a while, and a process may stand still between carrying a
 * decision out and saying so here. KEDA would be told of the decision before, which may be none to run. So the higher
 * sequence stands. It gives way to a lower one only in a look that began later, as when somebody took its mark away.
 */
public final class Standings {
    private final Map<TargetId, Standing> standings = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long moment;
    private boolean known;

    /**
     * What stands at a target.
     *
     * @param sequence of the decision; 0 for none
     * @param moment when it was so at the earliest: a look's begin, or when the decision was carried out
     */
    private record Standing(int replicas, long sequence, long moment) {}

    /** Calls {@code listener} after each change. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /**
     * Takes a whole new look; targets that could not be seen keep what they had, those that are gone are forgotten.
     *
     * @return what was seen
     */
    Survey look(Supplier<Survey> read) {
        long began;
        synchronized (this) {
            began = ++moment;
        }
        Survey survey = read.get();
        synchronized (this) {
            known = true;
            standings
                    .entrySet()
                    .removeIf(each -> !survey.targets().contains(each.getKey())
                            && each.getValue().moment() < began);
            survey.seen().forEach((id, runs) -> {
                Standing before = standings.get(id);
                if (before == null || before.moment() < began || before.sequence() < runs.sequence()) {
                    standings.put(id, new Standing(runs.told(), runs.sequence(), began));
                }
            });
        }
        listeners.forEach(Runnable::run);
        return survey;
    }

    /** A decision was carried out, maybe a while ago. */
    void put(TargetId id, long sequence, int replicas) {
        synchronized (this) {
            Standing before = standings.get(id);
            if (before != null && sequence < before.sequence()) {
                return;
            }
            standings.put(id, new Standing(replicas, sequence, ++moment));
        }
        listeners.forEach(Runnable::run);
    }

    /** Replicas of a target; empty if there is none of the name. */
    synchronized Optional<Integer> of(TargetId id) {
        return Optional.ofNullable(standings.get(id)).map(Standing::replicas);
    }

    /** True once there was a look. */
    synchronized boolean isKnown() {
        return known;
    }
}
