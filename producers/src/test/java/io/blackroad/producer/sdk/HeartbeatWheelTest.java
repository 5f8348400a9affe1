package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.schema.MetricSampled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatWheelTest {
    private final RecordingClient recording = new RecordingClient();
    private final HeartbeatWheel wheel = new HeartbeatWheel(Duration.ofSeconds(1), null);

    private Agent wake(String id) {
        return recording.client().wake(AgentDescription.of(id, "eu-west", "api"), MetricSource.NONE);
    }

    private void turnOnce() {
        for (int i = 0; i < wheel.slots(); i++) {
            wheel.beat();
        }
    }

    @Test
    void beatsOnceATurnForEachAgent() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Agent agent = wake("a-" + i);
            ids.add(agent.id());
            wheel.add(agent, () -> MetricSample.of(7, 0));
        }
        turnOnce();

        assertThat(recording.metrics()).extracting(MetricSampled::getAgentId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void spreadsAgentsOverTheTurn() {
        for (int i = 0; i < wheel.slots(); i++) {
            wheel.add(wake("a-" + i), () -> MetricSample.ZERO);
        }
        wheel.beat();

        assertThat(recording.metrics()).hasSize(1);
    }

    @Test
    void goesOnWhenOneSourceFails() {
        wheel.add(wake("broken"), () -> {
            throw new IllegalStateException("no metrics today");
        });
        wheel.add(wake("skips"), () -> null);
        wheel.add(wake("sound"), () -> MetricSample.ZERO);
        turnOnce();

        assertThat(recording.metrics()).extracting(MetricSampled::getAgentId).containsExactly("sound");
    }

    @Test
    void forgetsAgentsThatEnded() {
        Agent agent = wake("short");
        wheel.add(agent, () -> MetricSample.ZERO);
        turnOnce();
        agent.stop();
        turnOnce();

        assertThat(recording.metrics()).hasSize(1);
    }

    @Test
    void turnsByItself() {
        Agent agent = wake("a-1");
        try (HeartbeatWheel turning = HeartbeatWheel.turning(Duration.ofMillis(100), "test-heartbeat")) {
            turning.add(agent, () -> MetricSample.ZERO);
            await().until(() -> recording.metrics().size() >= 3);
        }
    }
}
