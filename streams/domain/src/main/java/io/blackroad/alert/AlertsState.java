package io.blackroad.alert;

import java.util.List;
import java.util.Optional;

/**
 * What is remembered of the alerts.
 *
 * @param last the last change of each alert that ever changed, by name
 * @param growth how the fleet grew
 */
public record AlertsState(List<AlertChange> last, Growth growth) {

    /** Before the first tick. */
    public static final AlertsState EMPTY = new AlertsState(List.of(), Growth.NONE);

    public AlertsState {
        last = List.copyOf(last);
    }

    /** The last change of an alert. */
    public Optional<AlertChange> last(String alert) {
        return last.stream().filter(change -> change.alert().equals(alert)).findFirst();
    }
}
