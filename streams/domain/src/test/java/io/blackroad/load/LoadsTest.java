package io.blackroad.load;

import static io.blackroad.load.Given.partial;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadsTest {
    private final Given.Target target = new Given.Target();

    @Test
    void aTickClosesWhenEveryPartitionHasPassedIt() {
        target.take(partial(0, 2, 1, 10, 4));
        assertThat(target.samples).isEmpty();
        target.take(partial(1, 2, 1, 5, 8));

        assertThat(target.samples).hasSize(1);
        LoadSample sample = target.samples.get(0);
        assertThat(sample.sequence()).isEqualTo(1);
        assertThat(sample.tick()).isEqualTo(1);
        assertThat(sample.sums().agents()).isEqualTo(15);
        assertThat(sample.sums().cpuUsedMillis()).isEqualTo(7_500);
        assertThat(sample.tasks()).isEqualTo(new TaskCounts(12, 12, 6, 3, 0));
        assertThat(sample.cpuP50Permille()).isBetween(495L, 505L);
        assertThat(sample.sources())
                .containsExactly(
                        new LoadSample.Source(0, 1, new Partial.SourceOffsets(10, 1, 1)),
                        new LoadSample.Source(1, 1, new Partial.SourceOffsets(10, 1, 1)));
    }

    @Test
    void ticksInWhichAllWereSilentAreSkipped() {
        target.take(partial(0, 1, 1, 10, 0)).take(partial(0, 1, 900, 10, 0));
        assertThat(target.samples).extracting(LoadSample::tick).containsExactly(1L, 900L);
        assertThat(target.samples).extracting(LoadSample::sequence).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    // Ticks since the other partition spoke; agents, fresh, missing of both together.
    @CsvSource({"0, 15, 15, 0", "5, 15, 15, 0", "6, 15, 10, 5", "30, 15, 10, 5", "31, 10, 10, 0"})
    void aSilentPartitionAgesIntoMissingAndIsLostInTheEnd(int age, int agents, int fresh, int missing) {
        target.take(partial(1, 2, 100, 5, 8));
        target.holdsBack = partition -> partition == 0;
        target.take(partial(0, 2, 100 + age, 10, 4));

        LoadSample sample = target.samples.get(target.samples.size() - 1);
        assertThat(sample.sums().agents()).isEqualTo(agents);
        assertThat(sample.sums().fresh()).isEqualTo(fresh);
        assertThat(sample.sums().missing()).isEqualTo(missing);
        assertThat(sample.sums().cpuRequestedMillis()).isEqualTo(1_000 * fresh);
        assertThat(sample.sums().cpuMissingMillis()).isEqualTo(1_000 * missing);
        assertThat(target.samples.stream().mapToLong(s -> s.tasks().submitted()).sum())
                .isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"6", "30", "31", "100000"})
    void whoeverHasFactsThatNobodyReadIsMissingAndNeverLost(int age) {
        target.take(partial(1, 2, 100, 5, 8));
        target.holdsBack = partition -> partition == 0;
        target.unread = partition -> partition == 1;
        target.take(partial(0, 2, 100 + age, 10, 4));

        AgentSums sums = target.samples.get(target.samples.size() - 1).sums();
        assertThat(sums.agents()).isEqualTo(15);
        assertThat(sums.missing()).isEqualTo(5);
        assertThat(sums.cpuMissingMillis()).isEqualTo(5_000);
    }

    @Test
    void aPartitionOfWhichNothingIsKnownIsWaitedForWhileItHasFactsThatNobodyRead() {
        target.holdsBack = partition -> false;
        target.unread = partition -> partition == 1;
        target.take(partial(0, 2, 1, 10, 4));
        assertThat(target.samples).isEmpty();
        target.unread = partition -> false;
        assertThat(target.close().samples).extracting(LoadSample::tick).containsExactly(1L);
    }

    @Test
    void aPartitionThatFallsSilentStopsHoldingBack() {
        target.take(partial(0, 2, 1, 10, 0)).take(partial(0, 2, 2, 10, 0));
        assertThat(target.samples).isEmpty();
        target.holdsBack = partition -> partition == 0;
        target.close();
        assertThat(target.samples).extracting(LoadSample::tick).containsExactly(1L, 2L);
        target.close();
        assertThat(target.samples).hasSize(2);
    }

    @Test
    void allSilentCloseWhatIsThere() {
        target.take(partial(0, 3, 7, 10, 0));
        target.holdsBack = partition -> false;
        assertThat(target.close().samples).extracting(LoadSample::tick).containsExactly(7L);
    }

    @Test
    void aPartitionThatComesBackLateRepeatsNoTickAndLosesNoTask() {
        target.holdsBack = partition -> partition == 0;
        target.take(partial(0, 2, 10, 10, 4));
        target.take(partial(1, 2, 8, 5, 8));
        assertThat(target.samples).extracting(LoadSample::tick).containsExactly(10L);
        target.take(partial(0, 2, 11, 10, 4));
        assertThat(target.samples.get(1).tasks().submitted()).isEqualTo(8);
        assertThat(target.samples.get(1).sums().agents()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5, 4", "5, 1"})
    void whatIsNoNewerChangesNothing(long known, long tick) {
        target.take(partial(0, 2, known, 10, 4));
        LoadState before = target.state;
        assertThat(Loads.accept(before, partial(0, 2, tick, 99, 99))).isSameAs(before);
    }

    @Test
    void theNewestIsRememberedAfterItsTickHasClosed() {
        target.take(partial(0, 1, 5, 10, 4));
        assertThat(target.state.partials()).hasSize(1);
        assertThat(Loads.accept(target.state, partial(0, 1, 5, 10, 4))).isSameAs(target.state);
    }

    @ParameterizedTest
    @CsvSource({"15, 15, 1", "16, 16, 1", "17, 17, 1", "18, 17, 2", "100, 17, 84"})
    void aPartitionThatRunsAheadKeepsItsNewestTicksAndTheOneBefore(int ahead, int kept, long oldest) {
        target.behind = partition -> true;
        target.take(partial(1, 2, 0, 5, 0));
        for (int tick = 1; tick <= ahead; tick++) {
            target.take(partial(0, 2, tick, 10, tick));
        }
        assertThat(target.state.partials())
                .filteredOn(partial -> partial.partition() == 0)
                .hasSize(kept)
                .first()
                .extracting(Partial::tick)
                .isEqualTo(oldest);
        target.take(partial(1, 2, ahead, 5, 0));
        assertThat(target.samples).hasSize(Math.min(ahead, Loads.OPEN_TICKS));
        assertThat(target.samples.stream().mapToLong(s -> s.tasks().submitted()).sum())
                .isEqualTo(ahead);
    }

    @Test
    void theNewestOfClosedTicksIsKeptBesidesTheOpenOnes() {
        target.take(partial(0, 2, 1, 10, 0)).take(partial(1, 2, 1, 5, 0));
        target.behind = partition -> partition == 1;
        for (int tick = 2; tick <= 40; tick++) {
            target.take(partial(0, 2, tick, 10, 0));
        }
        assertThat(target.state.partials())
                .filteredOn(partial -> partial.partition() == 0)
                .hasSize(Loads.OPEN_TICKS + 1)
                .first()
                .extracting(Partial::tick)
                .isEqualTo(24L);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whileThePastIsReadNoTickLacksWhoIsReadLast(boolean known) {
        if (known) {
            target.take(partial(0, 2, 1, 10, 0)).take(partial(1, 2, 1, 5, 0));
        }
        // Neither speaks as far as our clock is concerned, however much it has to say.
        target.holdsBack = partition -> false;
        target.behind = partition -> true;
        for (int tick = 2; tick <= 600; tick++) {
            target.take(partial(0, 2, tick, 10, tick)).close();
        }
        assertThat(target.samples).hasSize(known ? 1 : 0);
        for (int tick = 2; tick <= 600; tick++) {
            target.take(partial(1, 2, tick, 5, 0)).close();
            assertThat(target.state.partials()).hasSizeLessThan(2 * Loads.OPEN_TICKS);
        }
        assertThat(target.samples).extracting(LoadSample::tick).contains(585L).endsWith(599L, 600L);
        assertThat(target.samples).allSatisfy(sample -> {
            assertThat(sample.sums().agents()).isEqualTo(15);
            assertThat(sample.sums().missing()).isZero();
        });
        assertThat(target.samples.stream().mapToLong(s -> s.tasks().submitted()).sum())
                .isEqualTo(600);
    }

    @Test
    void theFirstSampleIsOfATickOfWhichEverybodyTells() {
        target.take(partial(0, 2, 7, 10, 1)).take(partial(0, 2, 8, 10, 2)).take(partial(1, 2, 8, 5, 0));
        assertThat(target.samples).extracting(LoadSample::tick).containsExactly(8L);
        assertThat(target.samples.get(0).tasks().submitted()).isEqualTo(2);
    }

    @Test
    void aPartitionWhoseEveryClockIsSlowHoldsNobodyBack() {
        for (int tick = 1; tick <= 100; tick++) {
            target.take(partial(0, 2, 3_600 + tick, 10, 0)).take(partial(1, 2, tick, 5, 0));
        }
        assertThat(target.samples).last().extracting(LoadSample::tick).isEqualTo(3_701L - Loads.OPEN_TICKS);
        assertThat(target.samples).extracting(sample -> sample.sums().agents()).containsOnly(10);
    }

    @Test
    void silenceLeavesTheAgentsAndTheirQueueAndTakesTheSamples() {
        AgentSums heard = new AgentSums(9, 2, 3, 1, 5, 3, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110);
        assertThat(heard.silent()).isEqualTo(new AgentSums(9, 2, 3, 1, 0, 8, 0, 0, 50, 0, 0, 110, 0, 0, 0, 100, 110));
        assertThat(heard.silent().silent()).isEqualTo(heard.silent());
    }
}
