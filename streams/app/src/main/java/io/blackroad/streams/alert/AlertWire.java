package io.blackroad.streams.alert;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.AlertsState;
import io.blackroad.alert.FleetMoment;
import io.blackroad.alert.Growth;
import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.Micros;
import io.blackroad.schema.control.Phase;
import io.blackroad.streams.stored.StoredAlert;
import io.blackroad.streams.stored.StoredAlerts;
import io.blackroad.streams.stored.StoredCount;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Alerts between store, topic and domain. */
public final class AlertWire {
    private static final long NEVER = 0;

    private AlertWire() {}

    static FleetMoment moment(LoadSampled sample, Optional<Phase> phase) {
        return new FleetMoment(
                sample.getAgents(),
                phase.map(Phase::getId).orElse(""),
                phase.map(Phase::getMaxAgents).orElse(0),
                sample.getQueued(),
                sample.getFresh(),
                sample.getMissing(),
                sample.getGpuUsedMillis(),
                sample.getGpuRequestedMillis());
    }

    /** A change as it is published. */
    public static AlertChanged changed(AlertChange change) {
        return AlertChanged.newBuilder()
                .setName(change.alert())
                .setChange(
                        switch (change.state()) {
                            case PENDING -> io.blackroad.schema.AlertChange.PENDING;
                            case FIRING -> io.blackroad.schema.AlertChange.FIRING;
                            case RESOLVED -> io.blackroad.schema.AlertChange.RESOLVED;
                        })
                .setSeverity(change.severity())
                .setSummary(change.summary())
                .setSince(change.since())
                .setOccurredAt(change.at())
                .setSequence(change.sequence())
                .build();
    }

    static StoredAlerts stored(AlertsState state) {
        return new StoredAlerts(
                state.last().stream()
                        .map(change -> stored(change, state.held().get(change.alert())))
                        .toList(),
                state.growth().counts().stream()
                        .map(count -> new StoredCount(count.hour(), count.agents()))
                        .toList());
    }

    /** What was remembered; nothing before the first tick. */
    public static AlertsState state(StoredAlerts stored) {
        if (stored == null) {
            return AlertsState.EMPTY;
        }
        Map<String, Instant> held = new TreeMap<>();
        stored.getLast().stream()
                .filter(alert -> alert.getHeldMicros() != NEVER)
                .forEach(alert -> held.put(alert.getName(), Micros.instant(alert.getHeldMicros())));
        return new AlertsState(
                stored.getLast().stream().map(AlertWire::change).toList(),
                new Growth(stored.getGrowth().stream()
                        .map(count -> new Growth.Count(count.getHour(), count.getAgents()))
                        .toList()),
                held);
    }

    private static StoredAlert stored(AlertChange change, Instant held) {
        return new StoredAlert(
                change.alert(),
                change.sequence(),
                change.state().ordinal(),
                change.severity(),
                change.summary(),
                Micros.of(change.since()),
                Micros.of(change.at()),
                held == null ? NEVER : Micros.of(held));
    }

    private static AlertChange change(StoredAlert stored) {
        return new AlertChange(
                stored.getName(),
                stored.getSequence(),
                AlertChange.State.values()[stored.getState()],
                stored.getSeverity(),
                stored.getSummary(),
                Micros.instant(stored.getSinceMicros()),
                Micros.instant(stored.getAtMicros()));
    }
}
