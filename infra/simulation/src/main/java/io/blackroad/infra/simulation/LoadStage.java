package io.blackroad.infra.simulation;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadPolicy;
import io.blackroad.load.LoadSample;
import io.blackroad.load.LoadState;
import io.blackroad.load.Loads;
import io.blackroad.load.Sources;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Load and scaling of the targets of one partition: partials become samples, each sample is decided on where it is made. */
final class LoadStage extends Stage<LoadStage.Kept> {
    /** Sources. */
    static final int PARTIALS = 0;

    static final LoadPolicy POLICY =
            new LoadPolicy(AgentStage.FRESH / AgentStage.TICK, AgentStage.LOST / AgentStage.TICK);

    private final Channels out;
    private final Bug bug;
    private final Surroundings around;
    private final Speakers speakers;
    private Map<String, LoadState> loads = new TreeMap<>();
    private Map<String, TargetState> targets = new HashMap<>();

    /** What is logged. Which partition spoke when is not. */
    record Kept(Map<String, LoadState> loads, Map<String, TargetState> targets) {}

    LoadStage(int partition, Channels in, Channels out, Surroundings around) {
        super("load-" + partition, List.of(in.partials.get(partition), in.answers.get(partition)));
        this.out = out;
        this.bug = around.bug();
        this.around = around;
        this.speakers = new Speakers(around.clock());
        begin();
    }

    @Override
    Kept state() {
        return new Kept(Map.copyOf(loads), Map.copyOf(targets));
    }

    @Override
    void restore(Kept survived) {
        loads = new TreeMap<>(survived.loads());
        targets = new HashMap<>(survived.targets());
        speakers.forget();
    }

    @Override
    void take(int source, Object record) {
        if (source == PARTIALS) {
            Channels.Sent sent = (Channels.Sent) record;
            speakers.heard(sent.target(), sent.partial().partition());
            loads.put(sent.target(), Loads.accept(load(sent.target()), sent.partial()));
            close(sent.target());
            return;
        }
        Channels.Answered answered = (Channels.Answered) record;
        TargetState before = target(answered.target());
        if (Scaling.unheardOf(before, answered.answer())) {
            throw new Violation(
                    Invariant.I2_DECISION_LOG,
                    answered + " answers a decision that was never made, the newest is " + before.lastSequence());
        }
        targets.put(answered.target(), Scaling.answered(before, answered.answer()));
        emit(out.judged, new Channels.Judged(answered.target(), null, null, null, List.of(), answered.answer()));
    }

    @Override
    void look() {
        List.copyOf(loads.keySet()).forEach(this::close);
    }

    private void close(String target) {
        Outcome<LoadState, LoadSample> outcome = Loads.close(
                POLICY, load(target), new Sources(speakers.holdingBack(target), around.unread(), partition -> false));
        loads.put(target, outcome.state());
        outcome.decisions().forEach(sample -> decide(target, sample));
    }

    private void decide(String target, LoadSample sample) {
        ScaleRule rule = around.rules().apply(target);
        Instant end = instant(sample.tick() * AgentStage.TICK);
        Instant now =
                bug == Bug.CLOCK_IN_DECISION ? end.plusNanos(around.clock().getAsLong() % 1_000 * 1_000) : end;
        Outcome<TargetState, ScaleDecision> outcome = decide(rule, target(target), sample, now, bug);
        targets.put(target, outcome.state());
        emit(out.judged, new Channels.Judged(target, sample, rule, end, outcome.decisions(), null));
        for (ScaleDecision decision : outcome.decisions()) {
            Channels.Decided decided = new Channels.Decided(target, decision, rule);
            if (bug == Bug.READ_UNCOMMITTED) {
                out.decisions.append(decided);
            } else {
                emit(out.decisions, decided);
            }
            if (decision.direction() == Direction.DOWN) {
                emit(out.news.get(Sites.regionNumber(target)), Channels.News.scaleIn(target, decision));
            }
        }
    }

    /** The rule as it decides; a planted fault in it is in every fold of it. */
    static Outcome<TargetState, ScaleDecision> decide(
            ScaleRule rule, TargetState before, LoadSample sample, Instant now, Bug bug) {
        return Scaling.decide(rule, bug == Bug.COOLDOWN_FORGOTTEN ? forgetful(before) : before, sample, now);
    }

    private static TargetState forgetful(TargetState state) {
        return new TargetState(
                state.lastSequence(),
                state.appliedSequence(),
                state.replicas(),
                null,
                null,
                state.pendingSequence(),
                state.pendingDirection(),
                state.pendingSince(),
                state.holdKey(),
                state.observedSince(),
                state.memories(),
                state.effects());
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private LoadState load(String target) {
        return loads.getOrDefault(target, LoadState.EMPTY);
    }

    private TargetState target(String target) {
        return targets.getOrDefault(target, TargetState.NEW);
    }
}
