package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.Mark;
import io.blackroad.agent.OpenTask;
import io.blackroad.agent.TaskCounts;
import io.blackroad.streams.deadletter.UnusableFactException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class AgentTableTest {
    private final AgentTable table = new AgentTable();

    private static byte[] id(int agent) {
        return ("agent-" + agent).getBytes(StandardCharsets.UTF_8);
    }

    static AgentState state(String region, AgentStatus status) {
        AgentDescription about =
                new AgentDescription(region, "worker", "replica", "node", "model", 2_000, 3L << 30, 500);
        return new AgentState(
                about,
                status,
                new Mark(1, 1),
                Mark.NONE,
                Mark.NONE,
                0,
                TaskCounts.ZERO,
                List.of(new OpenTask("a", true, false), new OpenTask("b", false, true), new OpenTask("c", false, true)),
                List.of());
    }

    @Test
    void takesOverWhatTheTickNeeds() {
        int slot = table.slotOf(id(1));
        table.describe(slot, state("us-east", AgentStatus.BUSY));
        assertThat(table.cpuRequested[slot]).isEqualTo(2_000);
        assertThat(table.memoryRequested[slot]).isEqualTo(3L << 30);
        assertThat(table.gpuRequested[slot]).isEqualTo(500);
        assertThat(table.queued[slot]).isEqualTo(2);
        assertThat(table.inFlight[slot]).isEqualTo(1);
        assertThat(table.alive(slot)).isTrue();
        assertThat(table.targets()).containsExactly("us-east/worker");
    }

    @Test
    void aSlotThatIsUsedAgainRemembersNothing() {
        int slot = table.slotOf(id(1));
        table.describe(slot, state("us-east", AgentStatus.BUSY));
        table.cpuUsed[slot] = 77;
        table.sequence[slot] = 9;
        table.heardAt[slot] = 5;
        table.remove(slot);
        assertThat(table.find(id(1))).isEqualTo(AgentTable.NONE);

        assertThat(table.slotOf(id(2))).isEqualTo(slot);
        assertThat(table.cpuUsed[slot]).isZero();
        assertThat(table.sequence[slot]).isZero();
        assertThat(table.heardAt[slot]).isEqualTo(Long.MIN_VALUE);
        assertThat(table.target[slot]).isEqualTo(AgentTable.NONE);
        assertThat(table.alive(slot)).isFalse();
        assertThat(table.stopped(slot)).isFalse();
    }

    @Test
    void growsWithItsAgents() {
        for (int agent = 0; agent < 10_000; agent++) {
            int slot = table.slotOf(id(agent));
            table.cpuUsed[slot] = agent;
        }
        for (int agent = 0; agent < 10_000; agent++) {
            assertThat(table.cpuUsed[table.find(id(agent))]).isEqualTo(agent);
        }
        assertThat(table.size()).isEqualTo(10_000);
    }

    @Test
    void aStoppedAgentIsNotOneThatWasNeverDescribed() {
        int slot = table.slotOf(id(1));
        assertThat(table.stopped(slot)).isFalse();
        table.describe(slot, state("us-east", AgentStatus.FAILED));
        assertThat(table.stopped(slot)).isTrue();
        assertThat(table.alive(slot)).isFalse();
    }

    @Test
    void idsThatAreNotTextAreRefused() {
        assertThatThrownBy(() -> table.slotOf(new byte[] {'a', (byte) 0xff})).isInstanceOf(UnusableFactException.class);
        assertThatThrownBy(() -> table.slotOf(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isInstanceOf(UnusableFactException.class);
        assertThat(table.size()).isZero();
        assertThat(table.slotOf("ä-\uD83D\uDE00".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }

    @Test
    void readersOfOtherThreadsNeverFailWhileItGrows() throws InterruptedException, ExecutionException {
        AgentTableStore store = new AgentTableStore();
        // Follows the writer closely, so that it meets each growth of the arrays.
        FutureTask<Integer> reader = new FutureTask<>(() -> {
            int agent = 0;
            for (; agent < 200_000; agent++) {
                while (store.sample(id(agent)) == null) {
                    Thread.onSpinWait();
                }
            }
            return agent;
        });
        Thread thread = new Thread(reader, "table-reader");
        thread.setDaemon(true);
        thread.start();
        for (int agent = 0; agent < 200_000; agent++) {
            store.table().slotOf(id(agent));
        }
        // It would throw here, had it failed.
        assertThat(reader.get()).isEqualTo(200_000);
        thread.join();
    }
}
