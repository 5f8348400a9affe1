package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.load.AgentSums;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableWalkTest {
    private static final long SECOND = 1_000_000;
    private static final long NOW = Duration.ofDays(20_000).toSeconds() * SECOND;

    private final AgentTable table = new AgentTable();
    private final TableWalk walk = new TableWalk(table, AgentSettings.defaults(1));

    private int agent(String id, AgentStatus status, long heardAt, long sampledAt) {
        int slot = table.slotOf(id.getBytes(StandardCharsets.UTF_8));
        AgentState state = AgentTableTest.state("us-east", status);
        table.describe(slot, state);
        table.heardAt[slot] = heardAt;
        table.sampledAt[slot] = sampledAt;
        table.cpuUsed[slot] = 500;
        table.memoryUsed[slot] = 1L << 30;
        table.gpuUsed[slot] = 250;
        table.latency[slot] = 1_000;
        return slot;
    }

    private AgentSums sums() {
        walk.walk(NOW);
        return walk.sums(0).sums();
    }

    @ParameterizedTest
    // Microseconds since the agent was heard of and sampled; agents, fresh, missing.
    @CsvSource({
        "0, 0, 1, 1, 0",
        "0, 5000000, 1, 1, 0",
        "0, 5000001, 1, 0, 1",
        "30000000, 30000000, 1, 0, 1",
        "30000001, 30000001, 0, 0, 0",
    })
    void samplesAgeIntoMissingAndAgentsAreLost(long heard, long sampled, int agents, int fresh, int missing) {
        agent("a", AgentStatus.IDLE, NOW - heard, NOW - sampled);
        AgentSums sums = sums();
        assertThat(sums.agents()).isEqualTo(agents);
        assertThat(sums.fresh()).isEqualTo(fresh);
        assertThat(sums.missing()).isEqualTo(missing);
        assertThat(sums.cpuUsedMillis()).isEqualTo(500L * fresh);
        assertThat(sums.cpuRequestedMillis()).isEqualTo(2_000L * fresh);
        assertThat(sums.cpuMissingMillis()).isEqualTo(2_000L * missing);
        assertThat(sums.memoryMissingBytes()).isEqualTo((3L << 30) * missing);
        assertThat(sums.cpuMaxPermille()).isEqualTo(250 * fresh);
        assertThat(walk.active()).isEqualTo(agents);
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, 1, 0, 0, 0, 1",
        "STARTED, 1, 0, 0, 0, 1",
        "IDLE, 1, 1, 0, 0, 1",
        "BUSY, 1, 0, 1, 0, 1",
        "DRAINING, 1, 0, 0, 1, 0",
        "STOPPED, 0, 0, 0, 0, 0",
        "FAILED, 0, 0, 0, 0, 0",
    })
    void aDrainingAgentCountsInNoResource(AgentStatus status, int agents, int idle, int busy, int draining, int fresh) {
        agent("a", status, NOW, NOW);
        AgentSums sums = sums();
        assertThat(sums.agents()).isEqualTo(agents);
        assertThat(sums.idle()).isEqualTo(idle);
        assertThat(sums.busy()).isEqualTo(busy);
        assertThat(sums.draining()).isEqualTo(draining);
        assertThat(sums.fresh()).isEqualTo(fresh);
        assertThat(sums.missing()).isZero();
        assertThat(sums.cpuRequestedMillis()).isEqualTo(2_000L * fresh);
        assertThat(sums.gpuUsedMillis()).isEqualTo(250L * fresh);
        assertThat(sums.queued()).isEqualTo(2L * agents);
        assertThat(sums.inFlight()).isEqualTo(agents);
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, 900000000, false",
        "STOPPED, 900000001, true",
        "FAILED, 900000001, true",
        "IDLE, 86400000000, false",
        "IDLE, 86400000001, true",
    })
    void theStoppedAreForgottenSoonAndTheLostAfterADay(AgentStatus status, long heard, boolean forgotten) {
        int slot = agent("a", status, NOW - heard, NOW - heard);
        walk.walk(NOW);
        assertThat(walk.forgotten().contains(slot)).isEqualTo(forgotten);
    }

    @Test
    void whoNeverSpokeIsForgottenAfterADayToo() {
        int slot = table.slotOf("only-an-intake-knows-it".getBytes(StandardCharsets.UTF_8));
        walk.walk(NOW);
        assertThat(walk.forgotten()).isEmpty();
        assertThat(walk.active()).isZero();
        walk.walk(NOW + TableWalk.FORGET_LOST_MICROS);
        assertThat(walk.forgotten()).containsExactly(slot);
    }

    @Test
    void eachWalkStartsAnew() {
        int slot = agent("a", AgentStatus.IDLE, NOW, NOW);
        assertThat(sums()).isEqualTo(sums());
        table.remove(slot);
        assertThat(sums()).isEqualTo(AgentSums.NONE);
        assertThat(walk.sums(0).cpu()).isEmpty();
    }

    @Test
    void agentsWithoutARequestHaveNoShareOfIt() {
        int slot = agent("a", AgentStatus.IDLE, NOW, NOW);
        table.cpuRequested[slot] = 0;
        assertThat(sums().cpuMaxPermille()).isZero();
        assertThat(walk.sums(0).cpu()).isEmpty();
        assertThat(walk.sums(0).latency()).isNotEmpty();
    }
}
