package io.blackroad.streams.control;

import io.blackroad.alert.AlertRule;
import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Phase;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The tables that are about the whole fleet, as a stage reads them: its alerts, and the phase that it is in. */
public final class FleetRows {
    private final ReadOnlyKeyValueStore<String, Alert> alerts;
    private final ReadOnlyKeyValueStore<String, Phase> phases;

    private FleetRows(ReadOnlyKeyValueStore<String, Alert> alerts, ReadOnlyKeyValueStore<String, Phase> phases) {
        this.alerts = alerts;
        this.phases = phases;
    }

    /** The tables of the topology that a processor runs in. */
    public static FleetRows of(ProcessorContext<?, ?> context) {
        return new FleetRows(
                context.getStateStore(ControlTopology.storeOf(Topics.ALERTS)),
                context.getStateStore(ControlTopology.storeOf(Topics.PHASES)));
    }

    /** The alerts that have a row. */
    public List<AlertRule> alerts() {
        List<AlertRule> rules = new ArrayList<>();
        try (KeyValueIterator<String, Alert> all = alerts.all()) {
            all.forEachRemaining(entry -> rules.add(AlertRuleWire.rule(entry.value)));
        }
        return rules;
    }

    /** The active phase; empty while there is none. While it changes two rows may say so: the larger counts. */
    public Optional<Phase> activePhase() {
        Phase active = null;
        try (KeyValueIterator<String, Phase> all = phases.all()) {
            while (all.hasNext()) {
                Phase phase = all.next().value;
                if (phase.getActive() && (active == null || phase.getOrdinal() > active.getOrdinal())) {
                    active = phase;
                }
            }
        }
        return Optional.ofNullable(active);
    }
}
