package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventClockTest {
    private static final long SECOND = 1_000_000;
    private static final long GRACE = 300 * SECOND;

    private EventClock clock;

    @BeforeEach
    void ticksOfASecond() {
        clock = new EventClock(AgentSettings.defaults(1));
    }

    @Test
    void startsWithTheFirstFact() {
        assertThat(clock.started()).isFalse();
        clock.advance(5 * SECOND);
        assertThat(clock.started()).isTrue();
        assertThat(clock.tick()).isEqualTo(5);
    }

    @Test
    void neverGoesBack() {
        clock.advance(9 * SECOND);
        clock.advance(5 * SECOND);
        assertThat(clock.newest()).isEqualTo(9 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999999, 0", "1000000, 1", "1000001, 1", "-1, -1", "-1000000, -1", "-1000001, -2"})
    void aTickBeginsAtItsFirstMicrosecond(long micros, long tick) {
        assertThat(clock.tickOf(micros)).isEqualTo(tick);
    }

    @Test
    void theGraceReachesBackFromTheNewest() {
        clock.advance(1_000 * SECOND);
        assertThat(clock.lateBefore()).isEqualTo(1_000 * SECOND - GRACE);
    }
}
