package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SlotFinderTest {
    private static final int AGENTS = 2_000;

    private final AgentTable table = new AgentTable();
    private final SlotFinder finder = new SlotFinder(table);

    @Test
    void findsTheSameAsASearchInTurnAndOutOfTurn() {
        List<byte[]> order = new ArrayList<>();
        for (int agent = 0; agent < AGENTS; agent++) {
            order.add(id(agent));
            table.slotOf(id(agent));
        }
        Random random = new Random(7);
        for (int round = 0; round < 6; round++) {
            if (round % 2 == 1) {
                Collections.shuffle(order, random);
            }
            requireAllFound(order);
        }
    }

    @Test
    void aSlotThatBecameAnotherAgentsIsNoLongerTheFirsts() {
        table.slotOf(id(0));
        int freed = table.slotOf(id(1));
        List<byte[]> order = List.of(id(0), id(1));
        requireAllFound(order);
        requireAllFound(order);
        table.remove(freed);
        assertThat(table.slotOf(id(2))).isEqualTo(freed);

        finder.find(facts(order), true);

        assertThat(finder.of(id(0), 0)).isZero();
        assertThat(finder.of(id(1), 1)).isEqualTo(AgentTable.NONE);
    }

    @Test
    void anAgentThatComesWhileItsBundleIsReadIsFoundAfterwards() {
        finder.find(facts(List.of(id(5), id(5))), true);
        assertThat(finder.of(id(5), 0)).isEqualTo(AgentTable.NONE);

        int slot = table.slotOf(id(5));

        assertThat(finder.of(id(5), 1)).isEqualTo(slot);
    }

    private void requireAllFound(List<byte[]> order) {
        for (int from = 0; from < order.size(); from += 300) {
            List<byte[]> part = order.subList(from, Math.min(order.size(), from + 300));
            finder.find(facts(part), true);
            for (int place = 0; place < part.size(); place++) {
                assertThat(finder.of(part.get(place), place)).isEqualTo(table.find(part.get(place)));
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> facts(List<byte[]> ids) {
        return ids.stream()
                .map(id -> new ConsumerRecord<>("facts", 0, 0L, Arrays.copyOf(id, id.length), new byte[0]))
                .toList();
    }

    private static byte[] id(int agent) {
        return ("agent-" + agent).getBytes(StandardCharsets.UTF_8);
    }
}
