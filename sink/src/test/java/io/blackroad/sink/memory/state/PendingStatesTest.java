package io.blackroad.sink.memory.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.sink.memory.AgentUpdate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PendingStatesTest {
    private static final TopicPartition METRICS = new TopicPartition("metrics", 0);
    private static final TopicPartition LIVES = new TopicPartition("lives", 0);

    private final PendingStates pending = new PendingStates();

    private static HeardFact fact(String agent, String kind, long epoch, long sequence) {
        return new HeardFact(agent, kind, epoch, sequence, TestFacts.metric(agent, epoch, sequence, 0));
    }

    @Test
    void keepsTheNewestOfEachKindWhateverTheOrder() {
        pending.add(fact("a", "metric", 1, 5), METRICS, 10, 100);
        pending.add(fact("a", "metric", 1, 4), METRICS, 11, 200);
        pending.add(fact("a", "metric", 2, 1), METRICS, 12, 150);
        pending.add(fact("a", "lifecycle", 1, 1), LIVES, 3, 50);

        assertThat(pending.updates(false)).singleElement().satisfies(update -> {
            assertThat(update.expiresAtMillis()).isEqualTo(200);
            assertThat(update.parts())
                    .extracting(part -> part.kind() + " " + part.epoch() + " " + part.sequence())
                    .containsExactlyInAnyOrder("metric 2 1", "lifecycle 1 1");
        });
    }

    @Test
    void commitsUpToTheOldestThatWaits() {
        pending.add(fact("a", "metric", 1, 1), METRICS, 10, 0);
        pending.add(fact("b", "metric", 1, 1), METRICS, 11, 0);
        pending.add(fact("a", "metric", 1, 2), METRICS, 12, 0);
        pending.passed(METRICS, 13);
        assertThat(pending.offsets()).isEqualTo(Map.of(METRICS, 10L));

        pending.written("a");
        assertThat(pending.offsets()).isEqualTo(Map.of(METRICS, 11L));
        pending.written("b");
        assertThat(pending.offsets()).isEqualTo(Map.of(METRICS, 14L));
    }

    @Test
    void whatIsHeldIsTriedAgainOnRequestOnlyAndStillGetsNews() {
        pending.add(fact("a", "metric", 1, 1), METRICS, 10, 0);
        pending.hold("a");
        pending.add(fact("a", "metric", 1, 2), METRICS, 11, 0);
        pending.add(fact("b", "metric", 1, 1), METRICS, 12, 0);

        assertThat(pending.updates(false)).extracting(AgentUpdate::agentId).containsExactly("b");
        assertThat(pending.updates(true)).extracting(AgentUpdate::agentId).containsExactlyInAnyOrder("a", "b");
        assertThat(pending.offsets()).isEqualTo(Map.of(METRICS, 10L));
    }

    @Test
    void whatSomebodyElseReadsNowIsNotOursToWrite() {
        pending.add(fact("a", "metric", 1, 1), METRICS, 10, 0);
        pending.add(fact("a", "lifecycle", 1, 1), LIVES, 3, 0);
        pending.add(fact("b", "metric", 1, 1), METRICS, 11, 0);

        pending.drop(List.of(METRICS));

        assertThat(pending.size()).isEqualTo(1);
        assertThat(pending.offsets()).isEqualTo(Map.of(LIVES, 3L));
    }
}
