package io.blackroad.streams.runtime;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.query.ShadowView;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import io.blackroad.streams.scaling.ScalingTopology;
import io.blackroad.streams.scaling.Shadows;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.ShadowName;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The shadows of the targets of this instance. */
final class StoredShadows {
    private final LocalStores stores;

    StoredShadows(LocalStores stores) {
        this.stores = stores;
    }

    /**
     * The shadows of one target, by name.
     *
     * @param ruleId the rule that the target's row names
     * @param rules all rows of the rules' table
     */
    List<ShadowView> of(TargetKey target, String ruleId, List<Rule> rules, int partition) {
        SortedSet<String> names = new TreeSet<>();
        for (Rule rule : rules) {
            Optional<ShadowName> name = ShadowName.ofRuleId(rule.getId());
            name.filter(found -> found.of().equals(target.id()) || found.of().equals(ruleId))
                    .ifPresent(found -> names.add(found.shadow()));
        }
        return names.stream().map(name -> view(target, name, partition)).toList();
    }

    private ShadowView view(TargetKey target, String shadow, int partition) {
        TargetKey own = new TargetKey(new ShadowName(shadow, target.region()).key(), target.service());
        StoredTarget state = stores.<StoredTarget>keyValues(ScalingTopology.SCALING_STORE, partition)
                .get(own.id());
        List<ScaleDecided> last = stores.decisions(own, partition, Long.MAX_VALUE, 1);
        return new ShadowView(
                shadow,
                state == null ? TargetView.UNKNOWN : state.getReplicas(),
                last.isEmpty() ? null : last.get(0),
                Shadows.bill(state).orElse(null));
    }
}
