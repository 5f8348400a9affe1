package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.Mark;
import io.blackroad.agent.OpenTask;
import io.blackroad.agent.TaskCounts;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredSerde;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What an agent takes, by arithmetic over what is really held: a million of them must fit one machine. */
class AgentSizeTest {
    private static final int AGENTS = 300_000;
    private static final int SOFT_BYTES = 300;
    private static final int HARD_BYTES = 200;

    @Test
    void anAgentTakesFewBytesOfHeapWhileTheColumnsAreAsLooseAsTheyGet() throws IllegalAccessException {
        AgentTable table = new AgentTable();
        SlotFinder finder = new SlotFinder(table);
        long most = 0;
        for (int agent = 0; agent < AGENTS; agent++) {
            byte[] id = id(agent);
            table.slotOf(id);
            if (agent >= 100_000 && agent % 10_000 == 0) {
                finder.find(List.of(new ConsumerRecord<>("facts", 0, 0L, id, new byte[0])), true);
                most = Math.max(most, (arrays(table) + arrays(finder)) / agent);
            }
        }

        assertThat(most).isBetween(50L, (long) SOFT_BYTES);
    }

    @Test
    void anAgentAtWorkTakesFewBytesOnDisk() {
        AgentState state = new AgentState(
                new AgentDescription(
                        "ap-south", "worker", "worker-7c9f8-00042", "worker-017", "llama3.2", 2_000, 4L << 30, 250),
                AgentStatus.BUSY,
                new Mark(1_764_000_000_000_000L, 4_711),
                new Mark(1_764_000_000_000_000L, 90_210),
                new Mark(1_764_000_000_000_000L, 17),
                1_764_000_123_456_789L,
                new TaskCounts(30_070, 30_069, 30_001, 60, 7),
                List.of(new OpenTask("task-9000001", true, false), new OpenTask("task-9000002", false, false)),
                List.of());

        try (StoredSerde<StoredAgent> serde = new StoredSerde<>(StoredAgent.class)) {
            byte[] value = serde.serializer().serialize("agent-store", AgentWire.stored(state));

            assertThat(id(42).length + value.length).isBetween(50, HARD_BYTES);
        }
    }

    private static byte[] id(int agent) {
        return String.format("agent-ap-south-%08d", agent).getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes of all primitive arrays of an object and of the index inside it. */
    private static long arrays(Object owner) throws IllegalAccessException {
        long bytes = 0;
        for (Field field : owner.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(owner);
            Class<?> element = value == null ? null : value.getClass().getComponentType();
            if (value instanceof AgentIndex) {
                bytes += arrays(value);
            } else if (element != null && element.isPrimitive()) {
                bytes += (long) Array.getLength(value) * size(element);
            }
        }
        return bytes;
    }

    private static int size(Class<?> element) {
        return element == long.class ? Long.BYTES : element == int.class ? Integer.BYTES : 1;
    }
}
