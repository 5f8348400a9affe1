package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private final Restarts restarts = new Restarts();

    @Test
    void givesUpOnACrashLoop() {
        for (int i = 0; i < Restarts.MAX; i++) {
            assertThat(restarts.allowAfterEndAt(seconds(i))).isTrue();
        }
        assertThat(restarts.allowAfterEndAt(seconds(Restarts.MAX))).isFalse();
    }

    @Test
    void goesOnForEverWhenTheEndsAreFarApart() {
        for (int i = 0; i < 100; i++) {
            assertThat(restarts.allowAfterEndAt(seconds(i * Restarts.WINDOW.toSeconds())))
                    .isTrue();
        }
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
