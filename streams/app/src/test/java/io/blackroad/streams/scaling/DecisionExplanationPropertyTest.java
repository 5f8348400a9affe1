package io.blackroad.streams.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.RuleWire;
import io.blackroad.streams.load.LoadWire;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every decision of a random life, written and read back, is derived again from its evidence alone. */
class DecisionExplanationPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int TICKS = 40;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final FactWriter<ScaleDecided> writer =
            new FactWriter<>(registry, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);
    private final FactReader<ScaleDecided> reader = new FactReader<>(registry, ScaleDecided.class);

    @Property(tries = 300)
    void everyDecisionAndHoldIsEqualWhenDerivedAgain(@ForAll long seed) {
        Random random = new Random(seed);
        TargetState state = TargetState.NEW;
        Instant now = START;
        for (int tick = 1; tick <= TICKS; tick++) {
            now = now.plusSeconds(1 + random.nextInt(200));
            Rule rule = rule(random);
            LoadSampled sample = sample(random, tick, now);
            Outcome<TargetState, ScaleDecision> outcome =
                    Scaling.decide(RuleWire.rule(rule), state, LoadWire.sample(sample), now);
            for (ScaleDecision decision : outcome.decisions()) {
                ScaleDecided decided =
                        ScalingWire.decided(decision, target(random), rule, sample, state, Circumstances.PLAIN);
                ScaleDecided read = reader.read(writer.write(decided), null);
                DecisionExplanation explanation = DecisionExplanation.of(read);
                assertThat(explanation.differences()).isEmpty();
                assertThat(explanation.equal()).isTrue();
                assertThat(explanation.steps()).isNotEmpty();
            }
            // What a store gives back is what was put in.
            state = ScalingWire.state(ScalingWire.stored(outcome.state(), 1));
            assertThat(state).isEqualTo(outcome.state());
            state = answered(random, state);
        }
    }

    private static TargetState answered(Random random, TargetState state) {
        return switch (random.nextInt(4)) {
            case 0 -> state;
            case 1 -> Scaling.answered(state, new Answer(0, Answer.Kind.REPORT, random.nextInt(130)));
            default ->
                Scaling.answered(
                        state,
                        new Answer(
                                state.pendingSequence(),
                                random.nextBoolean() ? Answer.Kind.APPLIED : Answer.Kind.NOT_APPLIED,
                                random.nextInt(130)));
        };
    }

    private static Rule rule(Random random) {
        int min = 1 + random.nextInt(20);
        int down = random.nextInt(60);
        return Rule.newBuilder()
                .setId("worker")
                .setKind(RuleKind.GUIDE)
                .setVersion(1 + random.nextInt(3))
                .setMinReplicas(min)
                .setMaxReplicas(min + random.nextInt(100))
                .setMetric(random.nextInt(3) == 0 ? "memory" : "cpu")
                .setDownBelowPercent(down)
                .setUpAbovePercent(down + 1 + random.nextInt(40))
                .setCooldownSeconds(1 + random.nextInt(600))
                .setPauseUp(random.nextInt(10) == 0)
                .setPauseDown(random.nextInt(10) == 0)
                .setUpdatedAt(START)
                .build();
    }

    private static Target target(Random random) {
        return Target.newBuilder()
                .setId("us-east/worker")
                .setRegion("us-east")
                .setService("worker")
                .setRuleId("worker")
                .setDisplayName("Worker Pods")
                .setReplicaNanoDollarsPerHour(random.nextInt(1_000_000_000))
                .setUpdatedAt(START)
                .build();
    }

    private static LoadSampled sample(Random random, int sequence, Instant end) {
        int fresh = random.nextInt(10) == 0 ? 0 : random.nextInt(50);
        int missing = random.nextInt(4) == 0 ? random.nextInt(50) : 0;
        LoadSampled sample = new LoadSampled();
        sample.setRegion("us-east");
        sample.setService("worker");
        sample.setSequence(sequence);
        sample.setTickEnd(end);
        sample.setTickMicros(1_000_000);
        sample.setAgents(fresh + missing);
        sample.setFresh(fresh);
        sample.setMissing(missing);
        sample.setCpuUsedMillis(fresh * (long) random.nextInt(1_300));
        sample.setCpuRequestedMillis(fresh * 1_000L);
        sample.setCpuMissingMillis(missing * 1_000L);
        sample.setMemoryUsedBytes(fresh * (long) random.nextInt(1 << 30));
        sample.setMemoryRequestedBytes((long) fresh << 30);
        sample.setMemoryMissingBytes((long) missing << 30);
        sample.setSources(List.of());
        return sample;
    }
}
