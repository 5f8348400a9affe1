package io.blackroad.streams.runtime;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.AlertRule;
import io.blackroad.alert.Alerts;
import io.blackroad.alert.AlertsState;
import io.blackroad.streams.advice.AdviceTopology;
import io.blackroad.streams.advice.AdviceWire;
import io.blackroad.streams.alert.AlertTopology;
import io.blackroad.streams.alert.AlertWire;
import io.blackroad.streams.control.AlertRuleWire;
import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredAdvice;
import io.blackroad.streams.stored.StoredAlerts;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Alerts as queries see them: each rule with what became of it, and what is advised on sizes. */
final class StoredAlerting {
    private final LocalStores stores;

    StoredAlerting(LocalStores stores) {
        this.stores = stores;
    }

    Slice<AlertView> alerts() {
        Set<Integer> targets = stores.active(Keyspace.TARGET);
        Set<Integer> regions = stores.active(Keyspace.REGION);
        List<AlertView> views = new ArrayList<>(ofFleet(targets));
        targets.forEach(partition -> views.addAll(advice(AdviceTopology.ADVICE_STORE, partition)));
        regions.forEach(partition -> views.addAll(advice(GpuTopology.ADVICE_STORE, partition)));
        Set<Partition> read = new TreeSet<>(StoredState.partitions(Keyspace.TARGET, targets));
        read.addAll(StoredState.partitions(Keyspace.REGION, regions));
        return new Slice<>(views, read);
    }

    private List<AlertView> advice(String store, int partition) {
        return LocalStores.drain(
                        stores.<StoredAdvice>keyValues(store, partition).all(), Integer.MAX_VALUE)
                .stream()
                .flatMap(entry -> AdviceWire.last(entry.value).stream())
                .map(StoredAlerting::advice)
                .toList();
    }

    /** Those of the fleet, when they are held here. */
    private List<AlertView> ofFleet(Set<Integer> local) {
        int partition = Keys.partitionOf(PartialWire.FLEET, stores.count(Keyspace.TARGET));
        if (!local.contains(partition)) {
            return List.of();
        }
        AlertsState state = AlertWire.state(stores.<StoredAlerts>keyValues(AlertTopology.ALERT_STORE, partition)
                .get(PartialWire.FLEET));
        List<AlertRule> rows =
                stores.rows(Topics.ALERTS).stream().map(AlertRuleWire::rule).toList();
        return Alerts.withDefaults(rows).stream()
                .map(rule -> view(rule, state.last(rule.condition().alert())))
                .toList();
    }

    private static AlertView advice(AlertChange last) {
        return new AlertView(
                last.alert(),
                last.state().name(),
                last.severity(),
                last.summary(),
                last.since(),
                last.at(),
                last.sequence(),
                0,
                0,
                true);
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
