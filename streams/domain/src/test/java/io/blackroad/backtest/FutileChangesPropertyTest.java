package io.blackroad.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.Effect;
import io.blackroad.scaling.Effects;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import io.blackroad.scaling.rule.RuleText;
import io.blackroad.scaling.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Scale-ups that do not help are held, and nothing else is: where replicas do their work no scale-up ever waits for it,
 * whatever the load; where they do none the fleet stops growing; and whatever is seen, a wait has an end.
 */
class FutileChangesPropertyTest {
    private static final List<String> KINDS = List.of("adaptive", "target", "backlog", "pool", "panic");

    /** 5, 10, 20 and 40 minutes are the waits. */
    private static final int LONGEST_WAIT_SECONDS = 40 * 60;

    private static ScaleRule rule(String kind, int futile) {
        Map<String, String> parameters = new HashMap<>(Map.of("limits.futileChanges", String.valueOf(futile)));
        if (kind.equals("backlog")) {
            parameters.put("metric", "concurrency");
            parameters.put("perReplica", "800");
        } else if (kind.equals("panic")) {
            parameters.put("target", "1000");
        }
        List<String> wrong = new ArrayList<>();
        RuleText text = new RuleText(
                "rule", 1, kind, 1, 2_000, "cpu", 80, 40, 60, false, false, 30, 60, Map.copyOf(parameters), List.of());
        ScaleRule rule = Rules.compile(text, wrong);
        assertThat(wrong).isEmpty();
        return rule;
    }

    /** What one target goes through. */
    private static final class Course {
        private final ScaleRule rule;
        private TargetState state = TargetState.NEW;
        private final List<ScaleDecision> decisions = new ArrayList<>();
        private final List<Effect> effects = new ArrayList<>();

        Course(ScaleRule rule) {
            this.rule = rule;
        }

        /** Decides on a tick; the replicas that are to run. */
        int live(LoadSample sample, int told, int ready, int second) {
            if (state.replicas() != told) {
                Answer.Kind kind = state.pendingSequence() > 0 ? Answer.Kind.APPLIED : Answer.Kind.REPORT;
                state = Scaling.answered(state, new Answer(state.lastSequence(), kind, told));
            }
            Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(
                    rule,
                    state,
                    sample,
                    new Circumstances(1_000_000, ready, 0, 0),
                    Instant.EPOCH.plusSeconds(86_400 + second));
            Effects.judged(state, outcome.state()).ifPresent(effects::add);
            state = outcome.state();
            int to = told;
            for (ScaleDecision decision : outcome.decisions()) {
                decisions.add(decision);
                to = decision.direction() == Direction.HOLD ? to : decision.to();
            }
            return to;
        }
    }

    /** Steps, ramps and noise between 1 and 200 replicas. */
    private static double[] load(Random random, int seconds) {
        double[] levels = new double[seconds];
        double from = 1 + random.nextInt(40);
        int at = 0;
        while (at < seconds) {
            double to = 1 + Math.pow(200, random.nextDouble());
            int length = 30 + random.nextInt(900);
            boolean step = random.nextBoolean();
            double noise = random.nextInt(3) * 0.1;
            for (int i = 0; i < length && at < seconds; i++, at++) {
                double level = step ? to : from + (to - from) * i / length;
                levels[at] = Math.max(0.1, level * (1 + noise * (random.nextDouble() - 0.5)));
            }
            from = to;
        }
        return levels;
    }

    @Property(tries = 120)
    void whereReplicasWorkNoScaleUpIsHeld(
            @ForAll long seed, @ForAll @IntRange(max = 4) int kind, @ForAll @IntRange(max = 240) int lag) {
        Demand demand = Demand.of(load(new Random(seed), 3_600));
        SimulatedFleet fleet = new SimulatedFleet(ReplicaModel.of(Duration.ofSeconds(lag)), demand, 10);
        Course course = new Course(rule(KINDS.get(kind), 1));
        DemandCursor cursor = demand.cursor();
        for (int second = 0; cursor.hasNext(); second++) {
            LoadSample sample = fleet.live(cursor.next());
            int to = course.live(sample, fleet.told(), fleet.ready(), second);
            if (to != fleet.told()) {
                fleet.order(to);
            }
        }
        assertThat(course.effects).noneMatch(effect -> effect.verdict() == Effect.Verdict.FUTILE);
        assertThat(course.decisions).noneMatch(decision -> decision.binding() == Binding.FUTILE);
    }

    /** Everything waits for one thing that more replicas do not make faster; they are as busy as ever with waiting. */
    @Property(tries = 40)
    void whereReplicasDoNothingTheFleetStopsGrowing(@ForAll @IntRange(min = 2, max = 50) int useful) {
        Course course = new Course(rule("target", 3));
        int replicas = useful;
        int ups = 0;
        for (int second = 0; second < 6 * 3_600; second++) {
            int to = course.live(Bottleneck.sample(replicas, useful, second), replicas, replicas, second);
            ups += to > replicas ? 1 : 0;
            replicas = to;
        }
        assertThat(course.effects).anyMatch(effect -> effect.verdict() == Effect.Verdict.FUTILE);
        assertThat(course.decisions).anyMatch(decision -> decision.binding() == Binding.FUTILE);
        // Without the limit it doubles every few seconds until the rule's maximum.
        assertThat(ups).isLessThan(60);
    }

    /** Whatever the samples say: a scale-up that is wanted all the time comes through within the longest wait. */
    @Property(tries = 60)
    void aWaitHasAnEnd(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int futile) {
        Random random = new Random(seed);
        Course course = new Course(rule("target", futile));
        int replicas = 1 + random.nextInt(20);
        int wantedSince = -1;
        for (int second = 0; second < 4 * 3_600; second++) {
            double faster = random.nextInt(10) == 0 ? random.nextDouble() * 2 : 1;
            int to = course.live(Bottleneck.sample(replicas, 5 * faster, second), replicas, replicas, second);
            wantedSince = to > replicas || replicas >= 2_000 ? -1 : wantedSince < 0 ? second : wantedSince;
            assertThat(wantedSince < 0 ? 0 : second - wantedSince).isLessThanOrEqualTo(LONGEST_WAIT_SECONDS + 60);
            replicas = to;
        }
    }
}
