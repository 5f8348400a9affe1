package io.blackroad.streams.scaling;

import io.blackroad.decision.Outcome;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Effect;
import io.blackroad.scaling.Effects;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.ControlTables;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.control.RuleRows;
import io.blackroad.streams.control.ShadowRows;
import io.blackroad.streams.load.LoadWire;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.ShadowName;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decides on each load sample; see {@link Scaling}. */
final class ScalingProcessor implements Processor<String, LoadSampled, String, SpecificRecord> {
    private final ScalingListener listener;
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, StoredTarget> states;
    private DecisionHistory history;
    private EffectHistory effects;
    private ControlTables control;
    private PricesHandler prices;
    private ShadowHandler shadows;
    private final RuleRows rules = new RuleRows();
    private final FleetChanges changes = new FleetChanges();

    ScalingProcessor(ScalingListener listener) {
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        states = context.getStateStore(ScalingTopology.SCALING_STORE);
        history = new DecisionHistory(context.getStateStore(ScalingTopology.DECISION_STORE));
        effects = new EffectHistory(context.getStateStore(ScalingTopology.EFFECT_STORE));
        control = ControlTables.of(context);
        prices = new PricesHandler(PriceRows.of(context));
        shadows = new ShadowHandler(new ShadowRows(control), rules, states, history);
    }

    @Override
    public void process(Record<String, LoadSampled> sample) {
        Target target = control.target(sample.key());
        Rule rule = target == null ? null : control.ruleOf(target);
        if (rule == null) {
            return;
        }
        StoredTarget stored = states.get(sample.key());
        TargetState before = ScalingWire.state(stored);
        int ready = stored == null ? -1 : stored.getReady();
        Instant now = sample.value().getTickEnd();
        Circumstances around = new Circumstances(
                sample.value().getTickMicros(),
                ready,
                prices.of(target, sample.value(), before.replicas(), ready),
                changes.ofOthers(sample.key(), now));
        ScaleRule compiled = rules.rule(rule);
        Outcome<TargetState, ScaleDecision> outcome =
                Scaling.decide(compiled, before, LoadWire.sample(sample.value()), around, now);
        states.put(sample.key(), ScalingWire.stored(outcome.state(), ready));
        Effects.judged(before, outcome.state()).ifPresent(effect -> judged(effect, target, sample));
        for (ScaleDecision decision : outcome.decisions()) {
            ScaleDecided decided =
                    ScalingWire.decided(decision, target, rule, sample.value(), before.evidence(compiled), around);
            changes.note(sample.key(), decision);
            history.add(sample.key(), decided);
            listener.decided(decided);
            context.forward(new Record<>(
                    sample.key(), decided, sample.timestamp(), DecisionHeaders.of(decided, sample.headers())));
        }
        for (ScaleDecided shadowed : shadows.decide(target, sample.value(), outcome.state(), around)) {
            String key = new ShadowName(shadowed.getShadow(), sample.key()).key();
            context.forward(
                    new Record<>(key, shadowed, sample.timestamp(), DecisionHeaders.of(shadowed, sample.headers())));
        }
    }

    private void judged(Effect effect, Target target, Record<String, LoadSampled> sample) {
        ScaleJudged judged = ScalingWire.judged(effect, target);
        effects.add(sample.key(), judged);
        listener.judged(judged);
        context.forward(new Record<>(sample.key(), judged, sample.timestamp()));
    }
}
