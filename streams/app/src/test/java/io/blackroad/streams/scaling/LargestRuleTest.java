package io.blackroad.streams.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.decision.RecordRoom;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the largest rule decides, and what it remembers meanwhile, fits into a record. */
class LargestRuleTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int PARTS = 32;
    /** As much text as a rule may have, less what the names of the parts take. */
    private static final String WINDOWS = "0 8 * * * -> 0 9 * * * = 1..40; ".repeat(1_000);

    private static final int TICKS = 60;
    /** Of a number in Avro's binary encoding. */
    private static final int MOST_BYTES = 10;

    private final FactWriter<ScaleDecided> writer =
            new FactWriter<>(new InMemoryRegistry(), Topics.SCALE_DECIDED.subject(), ScaleDecided.class);
    private final StoredSerde<StoredTarget> store = new StoredSerde<>(StoredTarget.class);

    @Test
    void itsDecisionsAndItsStateFitIntoARecord() {
        Rule row = row();
        ScaleRule rule = new RuleRows().rule(row);
        TargetState state = Scaling.answered(TargetState.NEW, new Answer(Answer.NO_DECISION, Answer.Kind.REPORT, 5));
        int decisions = 0;
        for (int tick = 1; tick <= TICKS; tick++) {
            Instant now = START.plusSeconds(tick);
            LoadSampled sample = sample(tick, now);
            Circumstances around = new Circumstances(1_000_000, 5, 500_000_000L, 0);
            Outcome<TargetState, ScaleDecision> outcome =
                    Scaling.decide(rule, state, LoadWire.sample(sample), around, now);
            for (ScaleDecision decision : outcome.decisions()) {
                decisions++;
                int bytes = writer.write(ScalingWire.decided(decision, target(), row, sample, state, around)).length;
                assertThat(bytes + spare(state)).isBetween(WINDOWS.length(), RecordRoom.BYTES);
            }
            state = outcome.state();
            byte[] stored = store.serializer().serialize("store", ScalingWire.stored(state, 1));
            assertThat(stored.length + spare(state)).isLessThan(RecordRoom.BYTES);
        }
        assertThat(decisions).isPositive();
        assertThat(state.memories().stream().filter(memory -> memory.owner().equals("adaptive")))
                .hasSize(PARTS);
    }

    /** What the numbers that are remembered could take more, were all of them as long as numbers get. */
    private static int spare(TargetState state) {
        return MOST_BYTES * state.memories().stream().mapToInt(Memory::size).sum();
    }

    private static Rule row() {
        return Rule.newBuilder()
                .setId("worker")
                .setKind(RuleKind.SCHEDULE)
                .setVersion(1)
                .setMinReplicas(1)
                .setMaxReplicas(40)
                .setUpAbovePercent(80)
                .setDownBelowPercent(40)
                .setCooldownSeconds(0)
                .setConfirmSeconds(5)
                .setParameters(Map.of("windows", WINDOWS))
                .setParts(IntStream.range(0, PARTS)
                        .mapToObj(part -> new RulePart(RuleKind.ADAPTIVE, Map.of("name", "part" + part)))
                        .toList())
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

    private static LoadSampled sample(int sequence, Instant end) {
        LoadSampled sample = new LoadSampled();
        sample.setRegion("us-east");
        sample.setService("worker");
        sample.setSequence(sequence);
        sample.setTickEnd(end);
        sample.setTickMicros(1_000_000);
        sample.setAgents(40);
        sample.setFresh(40);
        sample.setCpuUsedMillis(40_000L + 100 * sequence);
        sample.setCpuRequestedMillis(40_000L);
        sample.setQueued(100 + sequence);
        sample.setInFlight(60);
        sample.setArrivals(50);
        sample.setCompletions(30);
        sample.setSources(List.of());
        return sample;
    }
}
