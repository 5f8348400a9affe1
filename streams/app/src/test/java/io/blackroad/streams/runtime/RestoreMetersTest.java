package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreMetersTest {
    private static final TopicPartition ONE = new TopicPartition("agent-store-changelog", 0);
    private static final TopicPartition TWO = new TopicPartition("agent-store-changelog", 1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RestoreMeters meters = new RestoreMeters(registry);

    @Test
    void whatIsLeftGoesDownToNothing() {
        meters.onRestoreStart(ONE, "agent-store", 100, 1_100);
        meters.onRestoreStart(TWO, "agent-store", 0, 500);
        meters.onBatchRestored(ONE, "agent-store", 399, 300);
        assertThat(gauge("blackroad.restore.remaining.records")).isEqualTo(1_200);
        assertThat(gauge("blackroad.restore.stores")).isEqualTo(2);

        meters.onRestoreEnd(ONE, "agent-store", 1_000);
        meters.onRestoreSuspended(TWO, "agent-store", 0);
        assertThat(gauge("blackroad.restore.remaining.records")).isZero();
        assertThat(registry.get("blackroad.restored.records").counter().count()).isEqualTo(300);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
