package io.blackroad.sink.controller;

import static io.blackroad.sink.controller.SimulatedController.API;
import static io.blackroad.sink.controller.SimulatedController.GPU;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A controller through a history drawn from a seed: decisions that repeat, come late or expire, a target that fails,
 * crashes before and after every effect, lost offsets. Afterwards what must hold of any history is checked.
 */
final class ControllerWorld {
    private static final int ROUNDS = 25;
    private static final int CRASH_WITHIN = 25;

    private final SimulatedController controller = new SimulatedController();
    private final Random random;
    private final Map<TargetId, Map<Long, ScaleDecided>> decided = new HashMap<>();
    private final Map<TargetId, Long> last = new HashMap<>();

    ControllerWorld(long seed) {
        random = new Random(seed);
        controller.topics.pollSize(1 + random.nextInt(4));
        for (TargetId id : List.of(API, GPU)) {
            decided.put(id, new HashMap<>());
            last.put(id, 0L);
        }
    }

    /** Runs the history to its end and lets the controller come to rest. */
    void run() {
        for (int round = 0; round < ROUNDS; round++) {
            append(random.nextInt(5));
            trouble();
            if (random.nextInt(2) == 0) {
                controller.points.after(random.nextInt(CRASH_WITHIN));
            }
            if (random.nextInt(10) == 0) {
                controller.topics.forgetCommits();
                controller.crashed();
            }
            steps(random.nextInt(6));
        }
        controller.points.never();
        controller.settle();
    }

    private void steps(int count) {
        for (int step = 0; step < count; step++) {
            try {
                controller.step(Duration.ofMillis(random.nextInt(1_500)));
            } catch (Crash e) {
                controller.points.never();
                controller.crashed();
            }
        }
    }

    private void append(int count) {
        for (int record = 0; record < count; record++) {
            TargetId id = random.nextBoolean() ? API : GPU;
            if (random.nextInt(15) == 0) {
                controller.topics.append(SimulatedController.partitionOf(id), id.key(), new byte[] {9, 9});
            } else if (random.nextInt(4) == 0 && !decided.get(id).isEmpty()) {
                List<ScaleDecided> before = List.copyOf(decided.get(id).values());
                controller.decide(before.get(random.nextInt(before.size())));
            } else {
                controller.decide(next(id));
            }
        }
    }

    private ScaleDecided next(TargetId id) {
        // A step of two now and then leaves a hole, which a reorder would fill later.
        long sequence = last.get(id) + 1 + random.nextInt(2);
        last.put(id, sequence);
        Duration ago = Duration.ofSeconds(random.nextInt(8) == 0 ? 600 : random.nextInt(60));
        ScaleDecided decision = TestDecisions.up(
                id, sequence, 1 + random.nextInt(50), controller.clock.instant().minus(ago));
        if (random.nextInt(5) == 0) {
            decision.setDirection(Direction.HOLD);
        } else if (random.nextInt(8) == 0) {
            decision.setShadow("candidate");
        } else {
            decision.setDirection(random.nextBoolean() ? Direction.UP : Direction.DOWN);
        }
        decided.get(id).put(sequence, decision);
        return decision;
    }

    private void trouble() {
        MemoryTarget.Trouble[] all = MemoryTarget.Trouble.values();
        for (int count = random.nextInt(3); count > 0; count--) {
            controller.target.trouble(all[random.nextInt(all.length)]);
        }
        controller.target.blind(random.nextInt(4) == 0 ? random.nextInt(6) : 0);
    }

    /** At each target the sequence only rises, by decisions to be acted on, within their time; it runs the last one. */
    void checkWrites() {
        Map<TargetId, Long> highest = new HashMap<>();
        for (MemoryTarget.Write write : controller.target.writes()) {
            ScaleDecided decision = decided.get(write.id()).get(write.sequence());
            assertThat(write.sequence()).isGreaterThan(highest.getOrDefault(write.id(), 0L));
            assertThat(isOrder(decision)).isTrue();
            assertThat(write.replicas()).isEqualTo(decision.getToReplicas());
            assertThat(write.at()).isBeforeOrEqualTo(decision.getValidUntil());
            highest.put(write.id(), write.sequence());
        }
        highest.forEach((id, sequence) -> assertThat(controller.target.count(id))
                .extracting(ReplicaCount::told, ReplicaCount::sequence)
                .containsExactly(decided.get(id).get(sequence).getToReplicas(), sequence));
    }

    /** Whatever was applied is answered, and so is the newest decision; answers rise and each is given once. */
    void checkAnswers() {
        for (TargetId id : List.of(API, GPU)) {
            TreeMap<Long, ApplyOutcome> answers = new TreeMap<>();
            List<ScaleApplied> said = controller.topics.answers().stream()
                    .filter(report -> report.getService().equals(id.service()))
                    .toList();
            said.forEach(report -> answers.put(report.getSequence(), report.getOutcome()));
            assertThat(said).extracting(ScaleApplied::getSequence).containsExactlyElementsOf(answers.keySet());
            controller.target.writes().stream()
                    .filter(write -> write.id().equals(id))
                    .forEach(write -> checkAnswered(write.sequence(), answers));
            decided.get(id).values().stream()
                    .filter(ControllerWorld::isOrder)
                    .map(ScaleDecided::getSequence)
                    .max(Long::compare)
                    .ifPresent(newest -> assertThat(answers.lastKey()).isEqualTo(newest));
        }
    }

    /**
     * A write lacks an answer only if the crash after it was followed by a target that nobody could see until the tries of
     * a newer decision were used up: what stands there was not known then, and that failure is the answer to both.
     */
    private static void checkAnswered(long sequence, TreeMap<Long, ApplyOutcome> answers) {
        assertThat(answers.ceilingEntry(sequence)).isNotNull();
        assertThat(answers.containsKey(sequence)
                        || answers.ceilingEntry(sequence).getValue() == ApplyOutcome.FAILED)
                .as("answer to %d in %s", sequence, answers)
                .isTrue();
    }

    /** No report says more than it may: a state's sequence is that of the last answer before it. */
    void checkStates() {
        Map<String, Long> answered = new HashMap<>();
        for (ScaleApplied report : controller.topics.reports()) {
            long before = answered.getOrDefault(report.getService(), 0L);
            switch (report.getOutcome()) {
                case REPORTED -> assertThat(report.getSequence()).isEqualTo(before);
                default -> answered.put(report.getService(), report.getSequence());
            }
        }
    }

    private static boolean isOrder(ScaleDecided decision) {
        return decision.getShadow() == null && decision.getDirection() != Direction.HOLD;
    }
}
