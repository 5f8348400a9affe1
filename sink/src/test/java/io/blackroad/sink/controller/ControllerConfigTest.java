package io.blackroad.sink.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.InMemoryRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControllerConfigTest {
    private static final ControllerConfig USUAL =
            ControllerConfig.of("127.0.0.1:9092", new InMemoryRegistry(), "fleet");

    @Test
    void everyErrorIsNamedAtOnce() {
        assertThatThrownBy(() -> new ControllerConfig(
                        " ",
                        new InMemoryRegistry(),
                        "My Fleet",
                        Map.of(),
                        RetryPolicy.DEFAULT,
                        Duration.ZERO,
                        Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrapServers is empty")
                .hasMessageContaining("not My Fleet")
                .hasMessageContaining("observeEvery must be above 0")
                .hasMessageContaining("reportEvery must not be below");
    }

    @Test
    void eachCopyChangesOneThing() {
        assertThat(USUAL.withClient(Map.of("security.protocol", "SSL")).client())
                .containsEntry("security.protocol", "SSL");
        assertThat(USUAL.withIntervals(Duration.ofSeconds(2), Duration.ofSeconds(3))
                        .reportEvery())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(USUAL.withRetry(new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1)))
                        .retry()
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    void clientsGetTheUsersSettingsButNotThoseThatThePromisesRestOn() {
        ControllerConfig config = USUAL.withClient(
                Map.of("security.protocol", "SSL", "isolation.level", "read_uncommitted", "acks", "1"));

        assertThat(ClientSettings.decisions(config))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false);
        assertThat(ClientSettings.producer(config)).containsEntry("acks", "all");
    }

    @Test
    void aRetryPolicyNeedsSenseInItsNumbers() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new RetryPolicy(0, second, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
