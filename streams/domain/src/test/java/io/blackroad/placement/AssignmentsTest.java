package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private static final long GIVE_UP = 30_000;

    private final Assignments assignments = new Assignments(GIVE_UP);

    @Test
    void withoutAWorkerThereIsNoPlace() {
        assertThat(assignments.place("a", 1, 0)).isEmpty();
    }

    @Test
    void whatWasGivenSinceTheReportCounts() {
        join("one", "two");
        assignments.reported("one", 3, 1_000);
        assertThat(assignments.place("a", 2, 1_100)).contains("two");
        assertThat(assignments.place("b", 2, 1_200)).contains("two");
        assertThat(assignments.place("c", 2, 1_300)).contains("one");
    }

    @Test
    void whoAsksAgainGetsTheSamePlaceAndIsCountedOnce() {
        join("one", "two");
        assertThat(assignments.place("a", 1, 0)).contains("one");
        assertThat(assignments.place("a", 1, 5)).contains("one");
        assertThat(assignments.place("b", 1, 6)).contains("two");
        assertThat(assignments.place("c", 1, 7)).contains("one");
    }

    @Test
    void anAgentIsCountedUntilAReportIncludesIt() {
        join("one", "two");
        assignments.place("a", 5, 0);
        assignments.started("a", 2_000);
        assignments.reported("one", 0, 1_000);
        assertThat(assignments.place("b", 1, 2_100)).as("not in the report yet").contains("two");
        assignments.reported("one", 5, 2_500);
        assignments.reported("two", 6, 2_500);
        assertThat(assignments.place("c", 1, 2_600)).as("counted once").contains("one");
    }

    @Test
    void anOlderReportChangesNothing() {
        join("one", "two");
        assignments.reported("one", 9, 2_000);
        assignments.reported("one", 0, 1_000);
        assertThat(assignments.place("a", 1, 2_100)).contains("two");
    }

    @Test
    void whoNeverStartedIsGivenUpAndPlacedAnew() {
        join("one", "two");
        assertThat(assignments.place("a", 5, 0)).contains("one");
        assignments.reported("one", 0, GIVE_UP + 1);
        assignments.reported("two", 1, GIVE_UP + 1);
        assertThat(assignments.place("b", 1, GIVE_UP + 2)).contains("one");
    }

    @Test
    void agentsOfAWorkerThatLeftArePlacedAnew() {
        join("one", "two");
        assertThat(assignments.place("a", 1, 0)).contains("one");
        assignments.leave("one");
        assertThat(assignments.place("a", 1, 10)).contains("two");
    }

    @Test
    void whoEndedBeforeAReportIsNotCounted() {
        join("one", "two");
        assignments.place("a", 5, 0);
        assignments.ended("a");
        assertThat(assignments.place("b", 1, 10)).contains("one");
    }

    private void join(String... workers) {
        for (String worker : workers) {
            assignments.join(worker);
        }
    }
}
