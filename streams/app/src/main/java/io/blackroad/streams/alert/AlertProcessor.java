package io.blackroad.streams.alert;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.Alerts;
import io.blackroad.alert.AlertsState;
import io.blackroad.alert.FleetMoment;
import io.blackroad.decision.Outcome;
import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.LoadSampled;
import io.blackroad.streams.control.FleetRows;
import io.blackroad.streams.stored.StoredAlerts;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds the fleet's samples to alerts; see {@link Alerts}. */
final class AlertProcessor implements Processor<String, LoadSampled, String, AlertChanged> {
    private ProcessorContext<String, AlertChanged> context;
    private KeyValueStore<String, StoredAlerts> states;
    private FleetRows rows;

    @Override
    public void init(ProcessorContext<String, AlertChanged> newContext) {
        context = newContext;
        states = context.getStateStore(AlertTopology.ALERT_STORE);
        rows = FleetRows.of(context);
    }

    @Override
    public void process(Record<String, LoadSampled> sample) {
        AlertsState before = AlertWire.state(states.get(sample.key()));
        FleetMoment fleet = AlertWire.moment(sample.value(), rows.activePhase());
        Outcome<AlertsState, AlertChange> outcome =
                Alerts.decide(rows.alerts(), before, fleet, sample.value().getTickEnd());
        if (!outcome.state().equals(before)) {
            states.put(sample.key(), AlertWire.stored(outcome.state()));
        }
        for (AlertChange change : outcome.decisions()) {
            context.forward(new Record<>(change.alert(), AlertWire.changed(change), sample.timestamp()));
        }
    }
}
