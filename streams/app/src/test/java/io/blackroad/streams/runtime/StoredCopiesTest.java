package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.scaling.ScalingTopology;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a copy may answer. */
class StoredCopiesTest {
    private static final Partition AGENTS = new Partition(Keyspace.AGENT, 3);
    private static final Partition TARGETS = new Partition(Keyspace.TARGET, 1);

    private final Map<String, Map<Integer, CopyLags.Position>> positions = new HashMap<>();
    private long nanos;
    private int asked;
    private final StoredCopies copies = new StoredCopies(
            null,
            new CopyLags(
                    () -> {
                        asked++;
                        return Map.copyOf(positions);
                    },
                    () -> nanos));

    private void at(String store, Partition partition, long read, long end) {
        positions.put(store, Map.of(partition.number(), new CopyLags.Position(read, end)));
        nanos += CopyLags.KEPT.toNanos();
    }

    private void assertSilent(Partition partition, String why) {
        assertThatExceptionOfType(StateUnavailableException.class)
                .isThrownBy(() -> copies.of(partition))
                .withMessageContaining(why);
    }

    @Test
    void aCopyAnswersUpToTheBoundAndSaysHowFarItIsBehind() {
        at(AgentTopology.AGENT_STORE, AGENTS, 500, 500 + StoredCopies.MAX_LAG_RECORDS);
        assertThat(copies.of(AGENTS).lagRecords()).isEqualTo(StoredCopies.MAX_LAG_RECORDS);
        at(AgentTopology.AGENT_STORE, AGENTS, 499, 500 + StoredCopies.MAX_LAG_RECORDS);
        assertSilent(AGENTS, "10001 records behind");
    }

    @Test
    void aCopyThatHasReadNothingKnowsNothing() {
        at(AgentTopology.AGENT_STORE, AGENTS, 0, 7);
        assertSilent(AGENTS, "7 records behind");
        at(AgentTopology.AGENT_STORE, AGENTS, 0, 0);
        assertThat(copies.of(AGENTS).lagRecords()).isZero();
    }

    @Test
    void whatIsNotHereAnswersNothing() {
        assertSilent(AGENTS, "there is no copy of partition 3");
    }

    @Test
    void theStoreThatIsFurthestBehindCounts() {
        at(ScalingTopology.SCALING_STORE, TARGETS, 10, 12);
        assertSilent(TARGETS, "there is no copy of partition 1 of " + ScalingTopology.DECISION_STORE);
        at(ScalingTopology.DECISION_STORE, TARGETS, 10, 15);
        assertThat(copies.of(TARGETS).lagRecords()).isEqualTo(5);
    }

    @Test
    void theBrokerIsAskedOnceASecond() {
        at(AgentTopology.AGENT_STORE, AGENTS, 1, 1);
        copies.of(AGENTS);
        copies.of(AGENTS);
        assertThat(asked).isEqualTo(1);
        nanos += CopyLags.KEPT.toNanos();
        copies.of(AGENTS);
        assertThat(asked).isEqualTo(2);
    }
}
