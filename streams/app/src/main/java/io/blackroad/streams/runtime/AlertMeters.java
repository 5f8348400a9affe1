package io.blackroad.streams.runtime;

import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.StateUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Alerts as Prometheus has its own: 1 for the state that an alert is in. An instance tells of those that it holds. */
final class AlertMeters {
    private static final List<String> STATES = List.of("pending", "firing");

    private final MultiGauge alerts;

    AlertMeters(MeterRegistry meters) {
        alerts = MultiGauge.builder("blackroad.alerts")
                .description("1 while an alert is in this state.")
                .register(meters);
    }

    /** Shows the alerts as they are; none while partitions move. */
    void follow(LocalState state) {
        alerts.register(rows(state), true);
    }

    private static List<MultiGauge.Row<?>> rows(LocalState state) {
        try {
            return state.alerts().items().stream().flatMap(AlertMeters::rows).toList();
        } catch (StateUnavailableException e) {
            return List.of();
        }
    }

    private static Stream<MultiGauge.Row<?>> rows(AlertView alert) {
        String now = alert.state().toLowerCase(Locale.ROOT);
        return STATES.stream()
                .map(each -> MultiGauge.Row.of(Tags.of("name", alert.name(), "state", each), each.equals(now) ? 1 : 0));
    }
}
