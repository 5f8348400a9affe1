package io.blackroad.scaling;

import static io.blackroad.scaling.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet that starts, or that is heard of again, looks idle at first: scaling down waits until it was watched. */
class WatchedTest {
    private static final LoadSample IDLE = Given.percent(35);
    private static final LoadSample BUSY = Given.percent(90);
    private static final LoadSample SILENT = Given.cpu(0, 20, 0, 0, 20_000);
    private static final TargetState UNWATCHED =
            Scaling.answered(TargetState.NEW, new Answer(0, Answer.Kind.REPORT, 20));

    private static Outcome<TargetState, ScaleDecision> decide(TargetState state, LoadSample sample, Instant now) {
        return Scaling.decide(Given.worker(), state, sample, now);
    }

    @ParameterizedTest
    @CsvSource({"0, HOLD", "1, HOLD", "599, HOLD", "600, DOWN"})
    void scalesDownOnlyAfterACooldownOfWatching(long seconds, Direction direction) {
        TargetState watched = decide(UNWATCHED, BUSY, NOW).state();
        TargetState calm = Scaling.answered(
                new TargetState(0, 0, 20, null, null, 0, Direction.HOLD, null, "", watched.observedSince()),
                new Answer(0, Answer.Kind.REPORT, 20));

        ScaleDecision decision =
                decide(calm, IDLE, NOW.plusSeconds(seconds)).decisions().get(0);

        assertThat(decision.direction()).isEqualTo(direction);
        assertThat(decision.binding()).isEqualTo(direction == Direction.HOLD ? Binding.COOLDOWN : Binding.NONE);
    }

    @Test
    void scalesUpAtOnce() {
        assertThat(decide(UNWATCHED, BUSY, NOW).decisions().get(0).direction()).isEqualTo(Direction.UP);
    }

    @Test
    void aTickWithoutAnyFreshSampleBeginsTheWatchAnew() {
        TargetState watched = decide(UNWATCHED, IDLE, NOW).state();
        TargetState silent = decide(watched, SILENT, NOW.plusSeconds(700)).state();

        assertThat(silent.observedSince()).isNull();
        Outcome<TargetState, ScaleDecision> again = decide(silent, IDLE, NOW.plusSeconds(701));
        assertThat(again.decisions().get(0).binding()).isEqualTo(Binding.COOLDOWN);
        assertThat(again.state().observedSince()).isEqualTo(NOW.plusSeconds(701));
    }
}
