package io.blackroad.streams.scaling;

import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.Effect;
import io.blackroad.scaling.Forecast;
import io.blackroad.scaling.LimitStep;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Proposal;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.TargetState;
import io.blackroad.schema.Binding;
import io.blackroad.schema.EffectVerdict;
import io.blackroad.schema.Evidence;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.load.LoadWire;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.ShadowName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Decisions and what scaling remembers, between Avro and the domain. */
final class ScalingWire {
    private static final long NEVER = -1;

    private ScalingWire() {}

    static Answer answer(ScaleApplied applied) {
        Answer.Kind kind =
                switch (applied.getOutcome()) {
                    case REPORTED -> Answer.Kind.REPORT;
                    case APPLIED, NO_OP -> Answer.Kind.APPLIED;
                    case REFUSED, FAILED, EXPIRED, UNKNOWN -> Answer.Kind.NOT_APPLIED;
                };
        return new Answer(applied.getSequence(), kind, applied.getReplicas());
    }

    /** The decision with everything that is needed to derive it again. */
    static ScaleDecided decided(
            ScaleDecision decision,
            Target target,
            Rule rule,
            LoadSampled sample,
            TargetState before,
            Circumstances around) {
        return ScaleDecided.newBuilder()
                .setDecisionId(decisionId(target.getRegion(), target.getService(), decision.sequence()))
                .setRegion(target.getRegion())
                .setService(target.getService())
                .setSequence(decision.sequence())
                .setDecidedAt(decision.decidedAt())
                .setValidUntil(decision.validUntil())
                .setDirection(io.blackroad.schema.Direction.valueOf(
                        decision.direction().name()))
                .setFromReplicas(decision.from())
                .setToReplicas(decision.to())
                .setBinding(Binding.valueOf(decision.binding().name()))
                .setReason(decision.reason())
                .setUtilizationPermille(decision.utilizationPermille())
                .setPredictedPermille(decision.predictedPermille())
                .setCostDeltaNanoDollarsPerHour(decision.costDelta(around.replicaNanoDollarsPerHour()))
                .setProposals(
                        decision.proposals().stream().map(ScalingWire::proposal).toList())
                .setLimits(decision.limits().stream().map(ScalingWire::limit).toList())
                .setForecast(forecast(decision.forecast()))
                .setEvidence(evidence(sample, rule, before, around))
                .build();
    }

    private static Evidence evidence(LoadSampled sample, Rule rule, TargetState before, Circumstances around) {
        io.blackroad.schema.TargetState state = state(before);
        state.setEffects(before.effects().equals(Memory.NONE) ? null : MemoryWire.published(before.effects()));
        long price = around.replicaNanoDollarsPerHour();
        return new Evidence(sample, rule, state, price, around.ready(), around.fleetChanges());
    }

    /** What became of a change. */
    static ScaleJudged judged(Effect effect, Target target) {
        return ScaleJudged.newBuilder()
                .setDecisionId(decisionId(target.getRegion(), target.getService(), effect.sequence()))
                .setRegion(target.getRegion())
                .setService(target.getService())
                .setSequence(effect.sequence())
                .setDirection(
                        io.blackroad.schema.Direction.valueOf(effect.direction().name()))
                .setFromReplicas(effect.from())
                .setToReplicas(effect.to())
                .setDecidedAt(effect.orderedAt())
                .setJudgedAt(effect.judgedAt())
                .setVerdict(EffectVerdict.valueOf(effect.verdict().name()))
                .setReason(effect.sentence())
                .setBasePermille(effect.basePermille())
                .setPredictedPermille(effect.predictedPermille())
                .setRealisedPermille(effect.realisedPermille())
                .setBaseTaskRateMillis(effect.baseRateMillis())
                .setRealisedTaskRateMillis(effect.realisedRateMillis())
                .setBaseWaiting(effect.baseWaiting())
                .setRealisedWaiting(effect.realisedWaiting())
                .setGainPermille(effect.gainPermille())
                .setStartMicros(effect.startMicros())
                .setLearntGainPermille(effect.learntGainPermille())
                .setLearntStartMicros(effect.learntStartMicros())
                .setFutileChanges(effect.futile())
                .build();
    }

    private static io.blackroad.schema.Forecast forecast(Forecast forecast) {
        return forecast == null
                ? null
                : new io.blackroad.schema.Forecast(
                        forecast.milliReplicas(), forecast.errorMilliReplicas(), forecast.horizonMicros());
    }

    /** region.service.sequence: names have no dots, so nothing else reads alike. */
    static String decisionId(String region, String service, long sequence) {
        return region + "." + service + "." + sequence;
    }

    /** Makes it one of a shadow rule set, with an id of its own, as in {@code adaptive@us-east.api.7}. */
    static void shadowed(ScaleDecided decided, String shadow) {
        decided.setShadow(shadow);
        String region = new ShadowName(shadow, decided.getRegion()).key();
        decided.setDecisionId(decisionId(region, decided.getService(), decided.getSequence()));
    }

    private static io.blackroad.schema.Proposal proposal(Proposal proposal) {
        return new io.blackroad.schema.Proposal(
                RuleKind.valueOf(proposal.kind()), proposal.replicas(), proposal.reason());
    }

    private static io.blackroad.schema.LimitStep limit(LimitStep limit) {
        return new io.blackroad.schema.LimitStep(limit.limit(), limit.before(), limit.after(), limit.reason());
    }

    /** What a decision depended on besides rule, state and sample. */
    static Circumstances around(Evidence evidence) {
        return new Circumstances(
                evidence.getSample().getTickMicros(),
                evidence.getReady(),
                evidence.getReplicaNanoDollarsPerHour(),
                evidence.getFleetChanges());
    }

    private static io.blackroad.schema.TargetState state(TargetState state) {
        return io.blackroad.schema.TargetState.newBuilder()
                .setLastSequence(state.lastSequence())
                .setAppliedSequence(state.appliedSequence())
                .setReplicas(state.replicas())
                .setLastChangeAt(state.lastChangeAt())
                .setPreviousChangeAt(state.previousChangeAt())
                .setPendingSequence(state.pendingSequence())
                .setPendingDirection(io.blackroad.schema.Direction.valueOf(
                        state.pendingDirection().name()))
                .setPendingSince(state.pendingSince())
                .setHoldKey(state.holdKey())
                .setObservedSince(state.observedSince())
                .setMemories(MemoryWire.published(state.memories()))
                .build();
    }

    static TargetState state(io.blackroad.schema.TargetState state) {
        return new TargetState(
                state.getLastSequence(),
                state.getAppliedSequence(),
                state.getReplicas(),
                state.getLastChangeAt(),
                state.getPreviousChangeAt(),
                state.getPendingSequence(),
                Direction.valueOf(state.getPendingDirection().name()),
                state.getPendingSince(),
                state.getHoldKey(),
                state.getObservedSince(),
                MemoryWire.remembered(state.getMemories()),
                state.getEffects() == null ? Memory.NONE : MemoryWire.remembered(state.getEffects()));
    }

    static StoredTarget stored(TargetState state, int ready) {
        return stored(state, ready, null);
    }

    /** @param bill what a shadow's replicas have cost; null for a real target */
    static StoredTarget stored(TargetState state, int ready, Memory bill) {
        return new StoredTarget(
                state.lastSequence(),
                state.appliedSequence(),
                state.replicas(),
                ready,
                micros(state.lastChangeAt()),
                micros(state.previousChangeAt()),
                state.pendingSequence(),
                state.pendingDirection().name(),
                micros(state.pendingSince()),
                state.holdKey(),
                micros(state.observedSince()),
                MemoryWire.stored(state.memories()),
                MemoryWire.stored(state.effects()),
                bill == null ? null : MemoryWire.stored(bill));
    }

    static TargetState state(StoredTarget stored) {
        if (stored == null) {
            return TargetState.NEW;
        }
        return new TargetState(
                stored.getLastSequence(),
                stored.getAppliedSequence(),
                stored.getReplicas(),
                instant(stored.getLastChangeAt()),
                instant(stored.getPreviousChangeAt()),
                stored.getPendingSequence(),
                Direction.valueOf(stored.getPendingDirection()),
                instant(stored.getPendingSince()),
                stored.getHoldKey(),
                instant(stored.getObservedSince()),
                MemoryWire.memories(stored.getMemories()),
                MemoryWire.memory(stored.getEffects()));
    }

    /** Field names whose values differ between a decision and the one derived again. */
    static List<String> differences(ScaleDecided decided, ScaleDecided again) {
        return ScaleDecided.getClassSchema().getFields().stream()
                .filter(field -> !Objects.equals(decided.get(field.pos()), again.get(field.pos())))
                .map(field -> field.name() + ": decided " + decided.get(field.pos()) + ", derived again "
                        + again.get(field.pos()))
                .toList();
    }

    private static long micros(Instant instant) {
        return instant == null ? NEVER : LoadWire.micros(instant);
    }

    private static Instant instant(long micros) {
        return micros == NEVER ? null : LoadWire.instant(micros);
    }
}
