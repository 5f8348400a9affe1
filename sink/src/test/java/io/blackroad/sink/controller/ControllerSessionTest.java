package io.blackroad.sink.controller;

import static io.blackroad.sink.controller.SimulatedController.API;
import static io.blackroad.sink.controller.SimulatedController.GPU;
import static io.blackroad.sink.controller.TestDecisions.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.sink.controller.MemoryTarget.Trouble;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ControllerSessionTest {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private final SimulatedController world = new SimulatedController();

    @Test
    void aDecisionIsAppliedAnsweredAndCommitted() {
        world.decide(up(API, 3, 8, TestClock.START));

        world.settle();

        assertThat(world.target.count(API)).isEqualTo(new ReplicaCount(8, 8, 3, 8));
        assertThat(world.topics.answers())
                .extracting(
                        ScaleApplied::getRegion,
                        ScaleApplied::getService,
                        ScaleApplied::getSequence,
                        ScaleApplied::getDecisionId,
                        ScaleApplied::getOutcome,
                        ScaleApplied::getReplicas,
                        ScaleApplied::getReady,
                        ScaleApplied::getController)
                .containsExactly(tuple("us-east", "api", 3L, "us-east.api.3", ApplyOutcome.APPLIED, 8, 8, "test"));
        assertThat(world.topics.committed(0)).isEqualTo(1);
    }

    @Test
    void theStartReportsEveryTarget() {
        world.target.set(GPU, new ReplicaCount(7, 4, 0));

        world.step(MOMENT);

        assertThat(world.topics.reports())
                .extracting(
                        ScaleApplied::getService,
                        ScaleApplied::getOutcome,
                        ScaleApplied::getSequence,
                        ScaleApplied::getReplicas,
                        ScaleApplied::getReady,
                        ScaleApplied::getDecisionId)
                .containsExactly(
                        tuple("gpu", ApplyOutcome.REPORTED, 0L, 7, 4, null),
                        tuple("api", ApplyOutcome.REPORTED, 0L, 5, 5, null));
    }

    @Test
    void aChangeIsReportedAtTheNextLookAndTheSameAfterTheInterval() {
        world.step(MOMENT);
        world.topics.reports().clear();

        world.step(Duration.ofSeconds(1));
        assertThat(world.topics.reports()).isEmpty();

        world.target.set(API, new ReplicaCount(5, 3, 0));
        world.step(Duration.ofSeconds(1));
        assertThat(world.topics.reports()).extracting(ScaleApplied::getReady).containsExactly(3);

        world.step(Duration.ofSeconds(7));
        assertThat(world.topics.reports()).hasSize(1);
        world.step(Duration.ofSeconds(3));
        assertThat(world.topics.reports()).hasSize(3);
    }

    @Test
    void aReportCarriesTheLastAnsweredSequence() {
        world.decide(up(API, 3, 8, TestClock.START));
        world.settle();
        int before = world.topics.reports().size();

        world.restart();
        world.step(MOMENT);

        assertThat(world.topics.reports().subList(before, world.topics.reports().size()))
                .extracting(ScaleApplied::getService, ScaleApplied::getSequence)
                .containsExactly(tuple("gpu", 0L), tuple("api", 3L));
    }

    @Test
    void onlyTheNewestOfABatchIsApplied() {
        world.decide(up(API, 1, 6, TestClock.START));
        world.decide(up(API, 2, 7, TestClock.START));
        world.decide(up(API, 3, 8, TestClock.START));

        world.settle();

        assertThat(world.target.writes())
                .extracting(MemoryTarget.Write::sequence)
                .containsExactly(3L);
    }

    @Test
    void whatIsOlderThanTheStartIsFoldedBeforeActing() {
        world.topics.pollSize(1);
        world.decide(up(API, 1, 6, TestClock.START));
        world.decide(up(API, 2, 7, TestClock.START));

        world.settle();

        assertThat(world.target.writes())
                .extracting(MemoryTarget.Write::sequence)
                .containsExactly(2L);
    }

    @Test
    void holdsShadowsAndOtherTargetsAreLeftAlone() {
        ScaleDecided hold = up(API, 1, 9, TestClock.START);
        hold.setDirection(Direction.HOLD);
        ScaleDecided shadow = up(API, 2, 9, TestClock.START);
        shadow.setShadow("candidate");
        world.decide(hold);
        world.decide(shadow);
        world.decide(up(new TargetId("mars", "api"), 3, 9, TestClock.START));

        world.settle();

        assertThat(world.target.writes()).isEmpty();
        assertThat(world.topics.answers()).isEmpty();
        assertThat(world.topics.deadLetters()).isEmpty();
    }

    @Test
    void anExpiredDecisionIsReportedAndNotApplied() {
        world.decide(up(API, 1, 9, TestClock.START.minus(Duration.ofMinutes(5))));

        world.settle();

        assertThat(world.target.writes()).isEmpty();
        assertThat(world.topics.answers())
                .extracting(ScaleApplied::getSequence, ScaleApplied::getOutcome, ScaleApplied::getReplicas)
                .containsExactly(tuple(1L, ApplyOutcome.EXPIRED, 5));
    }

    @Test
    void aFailureIsTriedAgainWithTheSameSequence() {
        world.target.trouble(Trouble.FAILS, Trouble.THROWS, Trouble.NONE);
        world.decide(up(API, 1, 9, TestClock.START));

        world.settle();

        assertThat(world.target.writes())
                .extracting(MemoryTarget.Write::sequence)
                .containsExactly(1L);
        assertThat(world.topics.answers()).extracting(ScaleApplied::getOutcome).containsExactly(ApplyOutcome.APPLIED);
        assertThat(world.counts.failedTries()).isEqualTo(2);
    }

    @Test
    void aFailingDecisionIsNotCommittedAndHoldsNobodyUp() {
        world.target.trouble(Trouble.FAILS);
        world.decide(up(API, 1, 9, TestClock.START));
        world.step(MOMENT);
        world.decide(up(GPU, 1, 4, TestClock.START));
        world.step(MOMENT);

        assertThat(world.topics.committed(0)).isZero();
        assertThat(world.topics.committed(1)).isEqualTo(1);
        assertThat(world.target.count(GPU).told()).isEqualTo(4);
    }

    @Test
    void afterTheLastTryTheFailureIsReported() {
        world.target.trouble(Trouble.FAILS, Trouble.FAILS, Trouble.FAILS, Trouble.FAILS);
        world.decide(up(API, 1, 9, TestClock.START));

        world.settle();

        assertThat(world.topics.answers())
                .extracting(ScaleApplied::getOutcome, ScaleApplied::getReason, ScaleApplied::getReplicas)
                .containsExactly(tuple(ApplyOutcome.FAILED, "status 500", 5));
        world.decide(up(API, 2, 10, TestClock.START));
        world.settle();
        assertThat(world.target.count(API).told()).isEqualTo(10);
    }

    @Test
    void aTargetThatCannotBeSeenIsReportedAsUnknown() {
        world.step(MOMENT);
        world.target.blind(100);
        world.decide(up(API, 1, 9, TestClock.START));

        for (int tries = 0; tries < 4; tries++) {
            world.step(Duration.ofMillis(999));
        }

        assertThat(world.topics.answers())
                .extracting(ScaleApplied::getOutcome, ScaleApplied::getReplicas)
                .containsExactly(tuple(ApplyOutcome.FAILED, -1));
    }

    @Test
    void aTimeoutAfterSuccessIsSeenAndReportedAsApplied() {
        for (Trouble late : Arrays.asList(Trouble.FAILS_LATE, Trouble.THROWS_LATE)) {
            SimulatedController fresh = new SimulatedController();
            fresh.target.trouble(late);
            fresh.decide(up(API, 1, 9, TestClock.START));

            fresh.settle();

            assertThat(fresh.target.writes()).hasSize(1);
            assertThat(fresh.topics.answers())
                    .extracting(ScaleApplied::getOutcome)
                    .containsExactly(ApplyOutcome.APPLIED);
        }
    }

    @Test
    void aRefusalIsFinal() {
        world.target.trouble(Trouble.REFUSES);
        world.decide(up(API, 1, 9, TestClock.START));

        world.settle();

        assertThat(world.target.writes()).isEmpty();
        assertThat(world.topics.answers())
                .extracting(ScaleApplied::getOutcome, ScaleApplied::getReason)
                .containsExactly(tuple(ApplyOutcome.REFUSED, "over quota"));
    }

    @Test
    void aGroupThatLostItsOffsetsAppliesNothingAgain() {
        for (int sequence = 1; sequence <= 5; sequence++) {
            world.decide(up(API, sequence, 5 + sequence, TestClock.START));
            world.settle();
        }
        int answers = world.topics.answers().size();

        world.topics.forgetCommits();
        world.restart();
        world.settle();

        assertThat(world.target.writes()).hasSize(5);
        assertThat(world.topics.answers()).hasSize(answers);
    }

    @Test
    void withoutItsReportsTheTargetsSequenceStillFences() {
        world.decide(up(API, 1, 6, TestClock.START));
        world.settle();
        world.decide(up(API, 2, 7, TestClock.START));
        world.settle();

        world.topics.reports().clear();
        world.topics.forgetCommits();
        world.restart();
        world.settle();

        assertThat(world.target.writes()).hasSize(2);
        assertThat(world.topics.answers())
                .extracting(ScaleApplied::getSequence, ScaleApplied::getOutcome)
                .containsExactly(tuple(2L, ApplyOutcome.APPLIED));
    }

    /** Kafka was restored to an earlier time, the target was not. */
    @Test
    void aDecisionThatNoLogKnowsIsReportedSoThatScalingGoesOnFromIt() {
        world.decide(up(API, 1, 6, TestClock.START));
        world.settle();
        world.target.set(API, new ReplicaCount(9, 9, 24));
        int before = world.topics.reports().size();

        world.restart();
        world.step(MOMENT);
        world.step(Duration.ofSeconds(1));

        assertThat(world.topics.reports().subList(before, world.topics.reports().size()))
                .filteredOn(report -> report.getService().equals("api"))
                .last()
                .extracting(ScaleApplied::getOutcome, ScaleApplied::getSequence, ScaleApplied::getReplicas)
                .containsExactly(ApplyOutcome.REPORTED, 24L, 9);
        world.decide(up(API, 2, 7, TestClock.START));
        world.decide(up(API, 25, 8, TestClock.START));
        world.settle();
        assertThat(world.target.writes())
                .extracting(MemoryTarget.Write::sequence)
                .containsExactly(1L, 25L);
    }

    @Test
    void recordsThatAreNoDecisionAreSetAsideAndTheRestGoesOn() {
        world.topics.append(0, API.key(), new byte[] {1, 2, 3});
        world.topics.append(0, API.key(), new byte[] {0, 0, 0, 0, 99, 1});
        world.topics.append(0, API.key(), new byte[] {0, 0, 0, 0, 1, 7});
        world.topics.append(0, API.key(), null);
        world.topics.append(0, null, new byte[] {0, 0, 0, 0, 1, 7});
        world.decide(up(API, 0, 9, TestClock.START));
        world.decide(up(API, 1, -1, TestClock.START));
        ScaleDecided unknown = up(API, 2, 9, TestClock.START);
        unknown.setDirection(Direction.UNKNOWN);
        world.decide(unknown);
        world.decide(up(API, 3, 9, TestClock.START));

        world.settle();

        assertThat(world.topics.deadLetters()).hasSize(8);
        assertThat(world.counts.deadLetters()).isEqualTo(8);
        assertThat(world.target.writes())
                .extracting(MemoryTarget.Write::sequence)
                .containsExactly(3L);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoPoison() {
        world.topics.append(0, API.key(), new byte[] {0, 0, 0, 0, 1, 7});
        ControllerConfig cut = ControllerConfig.of("unused:9092", new UnreachableRegistry(), "test");
        ControllerSession session = new ControllerSession(
                cut, world.target, world.clock, world.topics.decisions(), world.topics.openReports(), world.counts);

        assertThatThrownBy(session::step).hasMessage("the registry is gone");
        assertThat(world.topics.deadLetters()).isEmpty();
        assertThat(world.topics.committed(0)).isZero();
    }
}
