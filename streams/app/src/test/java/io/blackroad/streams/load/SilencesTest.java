package io.blackroad.streams.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilencesTest {
    private final Silences silences = new Silences(Duration.ofSeconds(30));
    private long said;

    @Test
    void whoIsSilentWhileTheOthersLiveForThirtySecondsIsLost() {
        for (int second = 0; second <= 30; second += 5) {
            assertThat(lost("a", second)).isFalse();
        }
        assertThat(lost("a", 31)).isTrue();
    }

    @Test
    void whoseOthersSpeakNowAndThenIsNotLost() {
        for (int second = 0; second < 1_000; second += 10) {
            said = second;
            assertThat(lost("a", second)).isFalse();
        }
    }

    @Test
    void nobodyIsLostWhileTimeStandsStill() {
        for (int report = 0; report < 1_000; report++) {
            assertThat(lost("a", 7)).isFalse();
        }
    }

    @Test
    void aGapBetweenReportsBeginsAnew() {
        for (int second = 0; second <= 30; second += 5) {
            lost("a", second);
        }
        assertThat(lost("a", 46)).isFalse();
        assertThat(lost("a", 61)).isFalse();
        assertThat(lost("a", 76)).isFalse();
        assertThat(lost("a", 77)).isTrue();
    }

    @Test
    void whoCatchesUpFasterThanItLivedLosesNobody() {
        for (int second = 0; second < 100_000; second += 16) {
            assertThat(lost("a", second)).isFalse();
        }
    }

    private boolean lost(String agent, int second) {
        return silences.isLost(agent, said, second * 1_000_000L);
    }
}
