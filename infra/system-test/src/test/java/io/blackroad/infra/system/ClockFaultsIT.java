package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.MovedClock;
import io.blackroad.infra.system.part.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of one of our own instances is set while it runs. Decisions are made from times of facts alone. */
@WholeMatrix
class ClockFaultsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private MovedClock clock;

    @Override
    World open(Path own) throws IOException {
        clock = MovedClock.at(own.resolve("clock"));
        World opened = World.of(own, 1);
        opened.add(opened.instance("moved", List.of()).with(clock.environment()));
        opened.add(opened.instance("right", List.of()));
        opened.begin();
        return opened;
    }

    @ParameterizedTest
    @ValueSource(strings = {"+3600", "-3600", "-1"})
    void noDecisionDiffersWhenAnInstancesClockJumps(String seconds) {
        Streams moved = world.streams(0);
        world.fault("clock set by " + seconds + " s", moved, () -> clock.set(seconds));
        await("the instance goes by the clock that was set")
                .atMost(LIMIT)
                .until(() -> isAhead(moved, Long.parseLong(seconds)));
        Clocks.pass(Duration.ofSeconds(15));
        assertThat(world.healed("clock set by " + seconds + " s")).isLessThan(LIMIT);
        clock.set("+0");
        Clocks.pass(Duration.ofSeconds(5));
        world.judge();
        assertThat(moved.isAlive()).isTrue();
    }

    /** By the time that it writes upon its answers. */
    private static boolean isAhead(Streams instance, long seconds) {
        Streams.Answer status = instance.get("/v1/status");
        if (status.status() != 200) {
            return false;
        }
        Instant at = Instant.parse(status.json().path("at").asText());
        return Duration.between(Instant.now(), at).minusSeconds(seconds).abs().compareTo(Duration.ofMillis(700)) < 0;
    }
}
