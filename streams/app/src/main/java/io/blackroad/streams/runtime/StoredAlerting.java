package io.blackroad.streams.runtime;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.AlertRule;
import io.blackroad.alert.Alerts;
import io.blackroad.alert.AlertsState;
import io.blackroad.streams.alert.AlertTopology;
import io.blackroad.streams.alert.AlertWire;
import io.blackroad.streams.control.AlertRuleWire;
import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredAlerts;
import io.blackroad.topic.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Alerts as queries see them: each rule with what became of it. */
final class StoredAlerting {
    private final LocalStores stores;

    StoredAlerting(LocalStores stores) {
        this.stores = stores;
    }

    Slice<AlertView> alerts() {
        Set<Integer> local = stores.active(Keyspace.TARGET);
        int partition = Keys.partitionOf(PartialWire.FLEET, stores.count(Keyspace.TARGET));
        if (!local.contains(partition)) {
            return new Slice<>(List.of(), StoredState.partitions(Keyspace.TARGET, local));
        }
        AlertsState state = AlertWire.state(stores.<StoredAlerts>keyValues(AlertTopology.ALERT_STORE, partition)
                .get(PartialWire.FLEET));
        List<AlertRule> rows =
                stores.rows(Topics.ALERTS).stream().map(AlertRuleWire::rule).toList();
        List<AlertView> views = Alerts.withDefaults(rows).stream()
                .map(rule -> view(rule, state.last(rule.condition().alert())))
                .sorted(Comparator.comparing(AlertView::name))
                .toList();
        return new Slice<>(views, StoredState.partitions(Keyspace.TARGET, local));
    }

    private static AlertView view(AlertRule rule, Optional<AlertChange> last) {
        return new AlertView(
                rule.condition().alert(),
                last.map(change -> change.state().name()).orElse("INACTIVE"),
                rule.severity(),
                last.map(AlertChange::summary).orElse(""),
                last.map(AlertChange::since).orElse(null),
                last.map(AlertChange::at).orElse(null),
                last.map(AlertChange::sequence).orElse(0L),
                rule.threshold(),
                rule.holdsFor().toSeconds(),
                rule.enabled());
    }
}
