package io.blackroad.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of the alerts.
 *
 * @param last the last change of each alert that ever changed, by name
 * @param growth how the fleet grew
 * @param held when the condition of each pending alert was last seen to hold, by the alert's name
 */
public record AlertsState(List<AlertChange> last, Growth growth, Map<String, Instant> held) {

    /** Before the first tick. */
    public static final AlertsState EMPTY = new AlertsState(List.of(), Growth.NONE, Map.of());

    public AlertsState {
        last = List.copyOf(last);
        held = Map.copyOf(held);
    }

    /** The last change of an alert. */
    public Optional<AlertChange> last(String alert) {
        return last.stream().filter(change -> change.alert().equals(alert)).findFirst();
    }
}
