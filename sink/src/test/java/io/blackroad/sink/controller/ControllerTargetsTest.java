package io.blackroad.sink.controller;

import static io.blackroad.sink.controller.SimulatedController.API;
import static io.blackroad.sink.controller.TestDecisions.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.sink.controller.MemoryTarget.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session whose targets come and go, prepare, ask for patience or are written by somebody else. */
class ControllerTargetsTest {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private final SimulatedController world = new SimulatedController();

    @Test
    void aTargetThatComesLaterGetsTheDecisionThatWasMadeForIt() {
        TargetId late = new TargetId("us-east", "late");
        world.decide(up(late, 4, 9, TestClock.START));
        world.settle();
        assertThat(world.target.writes()).isEmpty();

        world.target.set(late, new ReplicaCount(2, 2, 0));
        world.step(Duration.ofSeconds(1));
        world.step(MOMENT);

        assertThat(world.target.count(late)).isEqualTo(new ReplicaCount(9, 9, 4, 9));
        assertThat(world.topics.answers())
                .extracting(ScaleApplied::getDecisionId)
                .containsExactly("us-east.late.4");
    }

    @Test
    void aTargetThatGoesAndComesBackIsNotDecidedOnTwice() {
        world.decide(up(API, 1, 8, TestClock.START));
        world.settle();
        ReplicaCount was = world.target.count(API);

        world.target.remove(API);
        world.step(Duration.ofSeconds(1));
        world.target.set(API, was);
        world.topics.forgetCommits();
        world.decide(up(API, 1, 8, TestClock.START));
        world.step(Duration.ofSeconds(1));
        world.settle();

        assertThat(world.target.writes()).hasSize(1);
    }

    @Test
    void nothingIsCommittedBeforeTheTargetsAreKnown() {
        world.target.lose(true);
        world.decide(up(API, 1, 8, TestClock.START));
        world.step(MOMENT);
        world.step(Duration.ofSeconds(1));
        assertThat(world.topics.committed(0)).isZero();

        world.target.lose(false);
        world.restart();
        world.settle();

        assertThat(world.target.writes()).hasSize(1);
    }

    @Test
    void whatSomebodyElseChangedIsReportedOnceWithItsStory() {
        world.decide(up(API, 1, 8, TestClock.START));
        world.settle();
        world.topics.reports().clear();

        world.target.set(API, new ReplicaCount(3, 3, 1, 8));
        world.step(Duration.ofSeconds(1));
        world.step(Duration.ofSeconds(1));

        assertThat(world.topics.reports())
                .extracting(ScaleApplied::getOutcome, ScaleApplied::getReplicas, ScaleApplied::getReason)
                .containsExactly(tuple(
                        ApplyOutcome.REPORTED,
                        3,
                        "somebody else set 3 replicas where decision 1 had set 8; let one writer scale it"));
        assertThat(world.counts.foreignChanges()).isEqualTo(1);
        assertThat(world.target.writes()).hasSize(1);
    }

    @Test
    void anOlderSequenceAtTheTargetMeansAnotherController() {
        world.decide(up(API, 6, 8, TestClock.START));
        world.settle();
        world.topics.reports().clear();

        world.target.set(API, new ReplicaCount(4, 4, 5, 4));
        world.step(Duration.ofSeconds(1));

        assertThat(world.topics.reports())
                .extracting(ScaleApplied::getReason)
                .containsExactly("the target follows decision 5 where it followed 6; another controller writes to it");
    }

    @Test
    void whoFightsBackIsAnsweredOnceACooldown() {
        for (int sequence = 1; sequence <= 40; sequence++) {
            world.decide(up(API, sequence, 20, world.clock.instant()));
            world.step(Duration.ofSeconds(5));
            ReplicaCount now = world.target.count(API);
            world.target.set(API, new ReplicaCount(3, 3, now.sequence(), 20));
        }

        // 40 decisions in 200 s against a cooldown of 60 s.
        assertThat(world.target.writes()).hasSize(4);
    }

    @Test
    void aTargetThatPreparesIsAskedAgainAndAnsweredOnce() {
        world.target.trouble(Trouble.PREPARES, Trouble.PREPARES);
        world.decide(up(API, 1, 3, TestClock.START));
        world.step(MOMENT);
        world.step(Duration.ofMillis(500));
        assertThat(world.topics.answers()).isEmpty();
        assertThat(world.topics.committed(0)).isZero();

        world.settle();

        assertThat(world.topics.answers()).extracting(ScaleApplied::getOutcome).containsExactly(ApplyOutcome.APPLIED);
        assertThat(world.counts.failedTries()).isZero();
    }

    @Test
    void aTargetThatAsksForPatienceGetsIt() {
        world.target.trouble(Trouble.THROTTLES);
        world.decide(up(API, 1, 9, TestClock.START));
        world.step(MOMENT);

        world.step(Duration.ofSeconds(29));
        assertThat(world.target.writes()).isEmpty();
        world.step(Duration.ofSeconds(2));
        assertThat(world.target.writes()).hasSize(1);
    }
}
