package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleFleetTest {
    private static final String CHANGELOG = "blackroad-streams-load-store-changelog";

    @Test
    void whenNoFactComesNothingIsWrittenHoweverMuchTimePasses(@TempDir Path directory) {
        try (FleetDriver fleet = new FleetDriver(directory)) {
            fleet.control(10, 100);
            fleet.register("agent-0", START);
            fleet.second(1, 500, START);
            fleet.second(1, 500, START.plusSeconds(1));
            fleet.driver.advanceWallClockTime(Duration.ofSeconds(10));
            assertThat(fleet.records(CHANGELOG)).isNotEmpty();

            for (int second = 0; second < 20; second++) {
                fleet.driver.advanceWallClockTime(Duration.ofSeconds(1));
            }

            assertThat(fleet.records(CHANGELOG)).isEmpty();
            assertThat(fleet.samples()).hasSize(1);
        }
    }
}
