package io.blackroad.streams.scaling;

import io.blackroad.decision.Outcome;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.Shadow;
import io.blackroad.scaling.ShadowBill;
import io.blackroad.scaling.TargetState;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.RuleRows;
import io.blackroad.streams.control.ShadowRows;
import io.blackroad.streams.load.LoadWire;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.ShadowName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the shadow rule sets decide on a sample, each on its own state ({@link Shadow}). */
final class ShadowHandler {
    private final ShadowRows rows;
    private final RuleRows rules;
    private final KeyValueStore<String, StoredTarget> states;
    private final DecisionHistory history;
    private final Map<String, Set<String>> lastSeen = new HashMap<>();

    ShadowHandler(
            ShadowRows rows, RuleRows rules, KeyValueStore<String, StoredTarget> states, DecisionHistory history) {
        this.rows = rows;
        this.rules = rules;
        this.states = states;
        this.history = history;
    }

    /**
     * Their decisions and holds, kept for queries already.
     *
     * @param real what really runs
     * @param around as for the real rule
     */
    List<ScaleDecided> decide(Target target, LoadSampled sample, TargetState real, Circumstances around) {
        Map<String, Rule> shadows = rows.of(target, sample.getTickEnd());
        forget(target, shadows.keySet());
        if (real.replicas() < 0) {
            return List.of();
        }
        List<ScaleDecided> decided = new ArrayList<>();
        shadows.forEach((shadow, rule) -> decided.addAll(decide(shadow, rule, target, sample, real, around)));
        return decided;
    }

    private List<ScaleDecided> decide(
            String shadow, Rule rule, Target target, LoadSampled sample, TargetState real, Circumstances around) {
        String key = new ShadowName(shadow, target.getId()).key();
        StoredTarget stored = states.get(key);
        TargetState before = Shadow.following(ScalingWire.state(stored), real.replicas());
        Memory bill = ShadowBill.add(
                stored == null ? Memory.NONE : MemoryWire.memory(stored.getBill()),
                sample.getTickEnd(),
                before.replicas(),
                real.replicas(),
                around.replicaNanoDollarsPerHour());
        LoadSampled seen = ShadowWire.of(sample, real.replicas(), before.replicas());
        Circumstances own = new Circumstances(
                around.tickMicros(), before.replicas(), around.replicaNanoDollarsPerHour(), around.fleetChanges());
        ScaleRule compiled = rules.rule(rule);
        Outcome<TargetState, ScaleDecision> outcome =
                Scaling.decide(compiled, before, LoadWire.sample(seen), own, sample.getTickEnd());
        TargetState after = Shadow.obeyed(outcome.state(), outcome.decisions());
        states.put(key, ScalingWire.stored(after, after.replicas(), bill));
        List<ScaleDecided> decided = new ArrayList<>();
        for (ScaleDecision decision : outcome.decisions()) {
            ScaleDecided one = ScalingWire.decided(decision, target, rule, seen, before.evidence(compiled), own);
            ScalingWire.shadowed(one, shadow);
            history.add(key, one);
            decided.add(one);
        }
        return decided;
    }

    /** Ends those that were here at the last tick and are not any more. */
    private void forget(Target target, Set<String> now) {
        Set<String> before = lastSeen.put(target.getId(), Set.copyOf(now));
        if (before == null) {
            return;
        }
        for (String shadow : before) {
            String key = new ShadowName(shadow, target.getId()).key();
            if (!now.contains(shadow) && states.get(key) != null) {
                states.put(key, ScalingWire.stored(Shadow.ended(ScalingWire.state(states.get(key))), -1));
            }
        }
    }
}
