package io.blackroad.sink.controller;

import static io.blackroad.sink.controller.SimulatedController.API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ControllerPropertyTest {
    /** More effects than one decision takes, so that some runs see no crash. */
    private static final int ALL_POINTS = 30;

    @Property(tries = 1_000)
    void anyHistoryEndsAsIfNothingHadHappened(@ForAll long seed) {
        ControllerWorld world = new ControllerWorld(seed);

        world.run();

        world.checkWrites();
        world.checkAnswers();
        world.checkStates();
    }

    @Example
    void aCrashAtEachPointEndsInTheSameState() {
        for (int point = 0; point < ALL_POINTS; point++) {
            SimulatedController controller = new SimulatedController();
            controller.decide(TestDecisions.up(API, 4, 9, TestClock.START));
            controller.points.after(point);

            controller.settle();

            assertThat(controller.target.writes())
                    .as("crash at point %d", point)
                    .extracting(MemoryTarget.Write::sequence)
                    .containsExactly(4L);
            assertThat(controller.topics.answers())
                    .as("crash at point %d", point)
                    .extracting(ScaleApplied::getOutcome)
                    .containsExactly(ApplyOutcome.APPLIED);
        }
    }

    /** Found by the property: a write, a crash, and a target that cannot be seen until the next decision has failed. */
    @Example
    void aHistoryInWhichAFailureAnswersTwoDecisions() {
        ControllerWorld world = new ControllerWorld(4_974_552_780_286L);

        world.run();

        world.checkWrites();
        world.checkAnswers();
    }

    /** The harder case: what was applied before the crash is older than what is found after it. */
    @Example
    void aCrashAtEachPointLosesNoAnswerToWhatWasApplied() {
        for (int point = 0; point < ALL_POINTS; point++) {
            SimulatedController controller = new SimulatedController();
            controller.decide(TestDecisions.up(API, 4, 9, TestClock.START));
            controller.points.after(point);
            crashOnce(controller);
            controller.decide(TestDecisions.up(API, 5, 12, TestClock.START));

            controller.settle();

            List<Long> applied = controller.target.writes().stream()
                    .map(MemoryTarget.Write::sequence)
                    .toList();
            assertThat(applied).as("crash at point %d", point).last().isEqualTo(5L);
            assertThat(controller.topics.answers())
                    .as("crash at point %d", point)
                    .extracting(ScaleApplied::getSequence, ScaleApplied::getDecisionId)
                    .containsExactlyElementsOf(applied.stream()
                            .map(sequence -> tuple(sequence, "us-east.api." + sequence))
                            .toList());
        }
    }

    private static void crashOnce(SimulatedController controller) {
        try {
            controller.step(Duration.ofMillis(300));
        } catch (Crash e) {
            controller.crashed();
        }
        controller.points.never();
    }
}
