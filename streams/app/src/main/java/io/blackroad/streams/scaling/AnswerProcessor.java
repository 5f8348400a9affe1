package io.blackroad.streams.scaling;

import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.StoredTarget;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes in what controllers answer: what really runs. */
final class AnswerProcessor implements Processor<String, ScaleApplied, Void, Void> {
    private final ScalingListener listener;
    private KeyValueStore<String, StoredTarget> states;

    AnswerProcessor(ScalingListener listener) {
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        states = context.getStateStore(ScalingTopology.SCALING_STORE);
    }

    @Override
    public void process(Record<String, ScaleApplied> answer) {
        ScaleApplied applied = answer.value();
        String target = answer.key();
        if (applied == null) {
            throw new UnusableFactException("the answer of " + target + " is null; answers are never deleted");
        }
        if (target == null || !target.equals(applied.getRegion() + "/" + applied.getService())) {
            throw new UnusableFactException("the key is " + target + ", the answer is for " + applied.getRegion() + "/"
                    + applied.getService() + "; key answers by region/service");
        }
        TargetState before = ScalingWire.state(states.get(target));
        Answer said = ScalingWire.answer(applied);
        if (Scaling.unheardOf(before, said)) {
            throw new UnusableFactException("it answers decision " + said.sequence() + " of " + target
                    + ", the newest is " + before.lastSequence());
        }
        if (!Scaling.stale(before, said)) {
            states.put(target, ScalingWire.stored(Scaling.answered(before, said), applied.getReady()));
            if (said.kind() == Answer.Kind.APPLIED && said.sequence() == before.pendingSequence()) {
                listener.applied(before.pendingSince());
            }
        }
    }
}
