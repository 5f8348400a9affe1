package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FleetClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private long nanos = 77;
    private Instant world = START;
    private final FleetClock clock = new FleetClock(() -> nanos, () -> world);

    private void pass(Duration time) {
        nanos += time.toNanos();
        world = world.plus(time);
    }

    @Test
    void movesWithTheWorld() {
        pass(Duration.ofMillis(1_500));

        assertThat(clock.target(0)).isEqualTo(1_500_000);
        assertThat(clock.worldTime(1_500_000)).isEqualTo(START.plusMillis(1_500));
        assertThat(clock.worldTime(1_000_000)).isEqualTo(START.plusMillis(1_000));
    }

    @Test
    void standsWhileTheProcessStands() {
        pass(Duration.ofSeconds(1));
        long before = clock.target(0);
        pass(Duration.ofHours(3));

        assertThat(clock.target(before)).isEqualTo(before);
        assertThat(clock.skippedMicros()).isEqualTo(Duration.ofHours(3).toNanos() / 1_000);
        assertThat(clock.worldTime(before)).isEqualTo(world);
        pass(Duration.ofMillis(10));
        assertThat(clock.target(before)).isEqualTo(before + 10_000);
    }

    @Test
    void followsTheWorldsClockWhenThatIsSet() {
        pass(Duration.ofSeconds(1));
        world = world.minusSeconds(30);

        assertThat(clock.target(0)).isEqualTo(1_000_000);
        assertThat(clock.worldTime(1_000_000)).isEqualTo(world);
    }

    @Test
    void doesNotFollowJitter() {
        pass(Duration.ofSeconds(1));
        world = world.minusMillis(3);
        clock.target(0);

        assertThat(clock.worldTime(1_000_000)).isEqualTo(START.plusSeconds(1));
    }
}
