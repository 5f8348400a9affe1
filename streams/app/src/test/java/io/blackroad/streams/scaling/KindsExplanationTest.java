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
import io.blackroad.schema.control.RulePart;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.RuleRows;
import io.blackroad.streams.load.LoadWire;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand decisions and holds of random lives under every kind and limit, written, read back, and derived again from
 * their evidence alone: none comes out differently. Between ticks the state goes through its store's bytes.
 */
class KindsExplanationTest {
    private static final int WANTED = 10_000;
    private static final int TICKS = 150;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final List<Map<String, String>> LIMITS = List.of(
            Map.of(),
            Map.of("limits.upPolicies", "100%/15,4/15", "limits.downStabilizationSeconds", "30"),
            Map.of("limits.dollarsPerHour", "9.5", "limits.fleetChangesPerMinute", "2"),
            Map.of("limits.dollarsPerMonth", "5000", "limits.periodSeconds", "5"),
            Map.of("limits.upStabilizationSeconds", "20", "limits.cooldownDownSeconds", "40"));

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final FactWriter<ScaleDecided> writer =
            new FactWriter<>(registry, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);
    private final FactReader<ScaleDecided> reader = new FactReader<>(registry, ScaleDecided.class);
    private final StoredSerde<StoredTarget> store = new StoredSerde<>(StoredTarget.class);
    private int explained;

    @Test
    void tenThousandDecisionsAndHoldsComeOutTheSame() {
        for (long seed = 0; explained < WANTED; seed++) {
            live(new Random(seed));
        }
        assertThat(explained).isGreaterThanOrEqualTo(WANTED);
    }

    private void live(Random random) {
        Rule rule = rule(random);
        RuleRows rules = new RuleRows();
        TargetState state = Scaling.answered(
                TargetState.NEW, new Answer(Answer.NO_DECISION, Answer.Kind.REPORT, 1 + random.nextInt(40)));
        Instant now = START;
        for (int tick = 1; tick <= TICKS; tick++) {
            now = now.plusSeconds(1 + (random.nextInt(15) == 0 ? random.nextInt(600) : 0));
            LoadSampled sample = sample(random, tick, now);
            Circumstances around = new Circumstances(
                    sample.getTickMicros(),
                    random.nextInt(40) - 1,
                    random.nextInt(3) * 500_000_000L,
                    random.nextInt(4));
            Outcome<TargetState, ScaleDecision> outcome =
                    Scaling.decide(rules.rule(rule), state, LoadWire.sample(sample), around, now);
            for (ScaleDecision decision : outcome.decisions()) {
                ScaleDecided decided = ScalingWire.decided(decision, target(), rule, sample, state, around);
                DecisionExplanation explanation = DecisionExplanation.of(reader.read(writer.write(decided), null));
                assertThat(explanation.differences()).as("%s", rule).isEmpty();
                assertThat(explanation.equal()).isTrue();
                explained++;
            }
            state = answered(random, throughTheStore(outcome.state()));
        }
    }

    private TargetState throughTheStore(TargetState state) {
        byte[] bytes = store.serializer().serialize("store", ScalingWire.stored(state, 1));
        TargetState read = ScalingWire.state(store.deserializer().deserialize("store", bytes));
        assertThat(read).isEqualTo(state);
        return read;
    }

    private static TargetState answered(Random random, TargetState state) {
        Answer.Kind kind = random.nextInt(6) == 0 ? Answer.Kind.NOT_APPLIED : Answer.Kind.APPLIED;
        return random.nextInt(4) == 0
                ? state
                : Scaling.answered(state, new Answer(state.pendingSequence(), kind, random.nextInt(42)));
    }

    private static Rule rule(Random random) {
        List<Map.Entry<RuleKind, Map<String, String>>> kinds = List.of(
                Map.entry(RuleKind.ADAPTIVE, Map.of()),
                Map.entry(RuleKind.ADAPTIVE, Map.of("startSeconds", "10", "reversalPrice", "0")),
                Map.entry(RuleKind.RAY, Map.of()),
                Map.entry(RuleKind.TARGET, Map.of("mode", "hpa")),
                Map.entry(RuleKind.TARGET, Map.of("targetPercent", "60")),
                Map.entry(RuleKind.TARGET, Map.of("metric", "concurrency", "targetValue", "4")),
                Map.entry(RuleKind.PANIC, Map.of("mode", "kpa", "target", "5")),
                Map.entry(RuleKind.PANIC, Map.of("target", "5", "scaleDownDelaySeconds", "10")),
                Map.entry(RuleKind.BACKLOG, Map.of("mode", "keda", "fallback", "static", "fallbackReplicas", "3")),
                Map.entry(RuleKind.BACKLOG, Map.of("formula", "queued / 3 ?? 5")),
                Map.entry(RuleKind.POOL, Map.of()),
                Map.entry(RuleKind.RAY, Map.of("upscaleDelaySeconds", "3", "downscaleDelaySeconds", "8")),
                Map.entry(RuleKind.GUIDE, Map.of("limits.watchSeconds", "5")));
        Map.Entry<RuleKind, Map<String, String>> kind = kinds.get(random.nextInt(kinds.size()));
        Map<String, String> parameters = new TreeMap<>(kind.getValue());
        parameters.putAll(LIMITS.get(random.nextInt(LIMITS.size())));
        List<RulePart> parts = random.nextBoolean()
                ? List.of()
                : List.of(
                        new RulePart(RuleKind.SCHEDULE, Map.of("windows", "*/3 * * * * -> 1-59/3 * * * * = 4..12")),
                        new RulePart(RuleKind.POOL, Map.of("name", "second")));
        return Rule.newBuilder()
                .setId("worker")
                .setKind(kind.getKey())
                .setVersion(1 + random.nextInt(9))
                .setMinReplicas(kind.getKey() == RuleKind.GUIDE ? 1 : random.nextInt(2))
                .setMaxReplicas(40)
                .setUpAbovePercent(80)
                .setDownBelowPercent(40)
                .setCooldownSeconds(kind.getKey() == RuleKind.GUIDE ? 10 : 0)
                .setConfirmSeconds(5)
                .setPauseUp(random.nextInt(15) == 0)
                .setPauseDown(random.nextInt(15) == 0)
                .setParameters(parameters)
                .setParts(parts)
                .setUpdatedAt(START)
                .build();
    }

    private static Target target() {
        return Target.newBuilder()
                .setId("us-east/worker")
                .setRegion("us-east")
                .setService("worker")
                .setRuleId("worker")
                .setUpdatedAt(START)
                .build();
    }

    private static LoadSampled sample(Random random, int sequence, Instant end) {
        int fresh = random.nextInt(12) == 0 ? 0 : random.nextInt(40);
        int missing = random.nextInt(4) == 0 ? random.nextInt(20) : 0;
        LoadSampled sample = new LoadSampled();
        sample.setRegion("us-east");
        sample.setService("worker");
        sample.setSequence(sequence);
        sample.setTickEnd(end);
        sample.setTickMicros(1_000_000);
        sample.setAgents(fresh + missing);
        sample.setFresh(fresh);
        sample.setMissing(missing);
        sample.setStarting(missing / 2);
        sample.setCpuStartingMillis(missing / 2 * 1_000L);
        sample.setCpuUsedMillis(fresh * (long) random.nextInt(1_200));
        sample.setCpuRequestedMillis(fresh * 1_000L);
        sample.setCpuMissingMillis(missing * 1_000L);
        sample.setQueued(random.nextInt(3) == 0 ? 0 : random.nextInt(200));
        sample.setInFlight(random.nextInt(60));
        sample.setArrivals(random.nextInt(50));
        sample.setCompletions(random.nextInt(50));
        sample.setSources(List.of());
        return sample;
    }
}
