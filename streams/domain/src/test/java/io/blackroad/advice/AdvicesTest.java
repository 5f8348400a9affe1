package io.blackroad.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.alert.AlertChange;
import io.blackroad.decision.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvicesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String DATABASE = "us-east/database";
    private static final long GB = 1_000_000_000;

    private final List<AlertChange> said = new ArrayList<>();
    private AdviceState state = AdviceState.EMPTY;
    private int minute;

    private void minutes(int count, Sized sized, long permille, long size) {
        for (int read = 0; read < count; read++) {
            Outcome<AdviceState, AlertChange> outcome = Advices.decide(
                    AdvicePolicy.DEFAULT,
                    state,
                    new Reading(DATABASE, sized, permille, size),
                    START.plusSeconds(60L * minute++));
            state = outcome.state();
            said.addAll(outcome.decisions());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what, use, size, advised (0: it fits)
        "MEMORY,     790, 16000000000, 0",
        "MEMORY,     810, 16000000000, 32000000000",
        "MEMORY,     300, 16000000000, 0",
        "MEMORY,     290, 16000000000, 8000000000",
        "MEMORY,     100, 16000000000, 4000000000",
        "MEMORY,     1500, 2000000000, 8000000000",
        "MEMORY,     1,   250000000,   0",
        "CPU,        950, 4000,        8000",
        "CPU,        120, 4000,        1000",
        "CPU,        950, 250,         500",
        "GPU_MEMORY, 200, 40000000000, 20000000000",
        "GPU_MEMORY, 950, 40000000000, 80000000000"
    })
    void sizesThatFitWhatWasUsed(Sized sized, long permille, long size, long advised) {
        minutes(60, sized, permille, size);

        assertThat(state.advised()).isEqualTo(advised);
        assertThat(said).hasSize(advised == 0 ? 0 : 1).allSatisfy(change -> {
            assertThat(change.alert()).endsWith("/" + DATABASE);
            assertThat(change.severity()).isEqualTo("advice");
            assertThat(change.state()).isEqualTo(AlertChange.State.FIRING);
        });
    }

    @Test
    void theNumbersAreInTheSentence() {
        minutes(60, Sized.MEMORY, 910, 16 * GB);

        assertThat(said)
                .extracting(AlertChange::alert, AlertChange::summary)
                .containsExactly(tuple(
                        "MemorySize/us-east/database",
                        "us-east/database uses 90.8 % of its 16.00 GB of memory (p95 of 60 readings in 24 h):"
                                + " 32.00 GB of memory would be used to 45.4 %"));
    }

    @Test
    void anHourSaysNothingBefore() {
        minutes(59, Sized.MEMORY, 990, 16 * GB);
        assertThat(said).isEmpty();
        minutes(1, Sized.MEMORY, 990, 16 * GB);
        assertThat(said).hasSize(1);
        minutes(600, Sized.MEMORY, 990, 16 * GB);
        assertThat(said).as("told once").hasSize(1);
    }

    @Test
    void aTwentiethOfADayDoesNotCount() {
        minutes(1_440 - 71, Sized.MEMORY, 500, 16 * GB);
        minutes(71, Sized.MEMORY, 990, 16 * GB);
        assertThat(said).as("71 of 1,440 minutes").isEmpty();

        minutes(10, Sized.MEMORY, 990, 16 * GB);
        assertThat(said).singleElement().extracting(AlertChange::state).isEqualTo(AlertChange.State.FIRING);
    }

    @Test
    void whatWasADayAgoIsForgotten() {
        minutes(60, Sized.MEMORY, 900, 16 * GB);
        minutes(24 * 60, Sized.MEMORY, 500, 16 * GB);

        assertThat(said)
                .extracting(AlertChange::state)
                .containsExactly(AlertChange.State.FIRING, AlertChange.State.RESOLVED);
        assertThat(state.hours()).hasSize(24);
        assertThat(said.get(1).summary()).endsWith("it fits");
    }

    @Test
    void anotherSizeBeginsAnew() {
        minutes(60, Sized.MEMORY, 900, 16 * GB);
        minutes(1, Sized.MEMORY, 450, 32 * GB);

        assertThat(said)
                .extracting(AlertChange::state, AlertChange::sequence)
                .containsExactly(tuple(AlertChange.State.FIRING, 1L), tuple(AlertChange.State.RESOLVED, 2L));
        assertThat(said.get(1).summary())
                .isEqualTo("us-east/database has 32.00 GB of memory instead of 16.00 GB of memory now");
        minutes(100, Sized.MEMORY, 450, 32 * GB);
        assertThat(said).hasSize(2);
    }

    @Test
    void aSecondReadingOfAMinuteChangesNothing() {
        minutes(60, Sized.MEMORY, 500, 16 * GB);
        minute--;
        AdviceState before = state;
        minutes(1, Sized.MEMORY, 990, 16 * GB);

        assertThat(state).isEqualTo(before);
    }
}
