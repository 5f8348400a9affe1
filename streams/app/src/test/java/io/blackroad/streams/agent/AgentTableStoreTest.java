package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.AgentStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other threads see of a table. */
class AgentTableStoreTest {
    private static final Duration LOST = Duration.ofSeconds(30);

    private final AgentTableStore store = new AgentTableStore();
    private final AgentTable table = store.table();

    private int add(String id, AgentStatus status) {
        int slot = table.slotOf(id.getBytes(StandardCharsets.UTF_8));
        table.describe(slot, AgentTableTest.state("us-east", status));
        return slot;
    }

    private List<String> seen() {
        List<String> seen = new ArrayList<>();
        store.each((slot, id, status, heardAt, sampledAt, loadPercent) ->
                seen.add(slot + " " + new String(id, StandardCharsets.UTF_8) + " " + status + " " + loadPercent));
        return seen;
    }

    @Test
    void howManyAreActiveIsKnownOnceATickHasCountedThem() {
        long now = System.nanoTime();
        assertThat(store.counted(now, LOST)).as("nobody is there").isTrue();
        add("gone", AgentStatus.STOPPED);
        assertThat(store.counted(now, LOST)).as("nobody is alive").isTrue();
        add("a", AgentStatus.BUSY);
        store.owned(now);
        assertThat(store.counted(now + LOST.toNanos(), LOST)).isFalse();
        assertThat(store.counted(now + LOST.toNanos() + 1, LOST))
                .as("whoever was silent since the start is lost")
                .isTrue();
        store.ticked(1_000_000, 1);
        assertThat(store.counted(now, LOST)).isTrue();
        assertThat(store.active()).isEqualTo(1);
        store.owned(now);
        assertThat(store.counted(now, LOST)).as("it was away in the meantime").isFalse();
    }

    @Test
    void showsEachAgentWithWhatItUsesMost() {
        int cpu = add("a", AgentStatus.BUSY);
        table.cpuUsed[cpu] = 1_000;
        int gpu = add("b", AgentStatus.IDLE);
        table.gpuUsed[gpu] = 450;
        int gone = add("c", AgentStatus.IDLE);
        table.remove(gone);
        table.slotOf("d".getBytes(StandardCharsets.UTF_8));
        assertThat(seen()).containsExactly("0 a 3 50", "1 b 2 90", "2 d -1 -1");
    }
}
