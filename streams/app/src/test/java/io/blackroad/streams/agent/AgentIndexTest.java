package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.streams.deadletter.UnusableFactException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The index against a hash map that does the same. */
class AgentIndexTest {
    private static final int OPERATIONS = 100_000;

    static List<Arguments> namings() {
        IntFunction<String> plain = number -> "agent-" + number;
        IntFunction<String> wide = number -> "a".repeat(1 + number % 300) + number;
        // "Aa" and "BB" have one hash code, and so has every word made of as many of them.
        IntFunction<String> colliding = number -> {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 9; bit++) {
                name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
            }
            return name.toString();
        };
        return List.of(
                Arguments.of("plain ids, many agents", plain, 5_000),
                Arguments.of("plain ids, few agents that come and go", plain, 40),
                Arguments.of("ids of very different lengths", wide, 2_000),
                Arguments.of("ids that all collide", colliding, 512));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namings")
    void agreesWithAHashMap(String name, IntFunction<String> naming, int agents) {
        Random random = new Random(42);
        AgentIndex index = new AgentIndex();
        Map<String, Integer> oracle = new HashMap<>();
        for (int operation = 0; operation < OPERATIONS; operation++) {
            String id = naming.apply(random.nextInt(agents));
            int found = index.find(bytes(id));
            assertThat(found).isEqualTo(oracle.getOrDefault(id, AgentTable.NONE));
            boolean present = oracle.containsKey(id);
            // Grows in the first half, shrinks in the second.
            boolean wanted = random.nextInt(100) < (operation < OPERATIONS / 2 ? 70 : 30);
            if (wanted && !present) {
                int slot = index.add(bytes(id));
                assertThat(oracle).doesNotContainValue(slot);
                oracle.put(id, slot);
            } else if (!wanted && present) {
                index.remove(oracle.remove(id));
            }
            assertThat(index.size()).isEqualTo(oracle.size());
        }
        assertSame(index, oracle);
    }

    private static void assertSame(AgentIndex index, Map<String, Integer> oracle) {
        Map<String, Integer> listed = new HashMap<>();
        for (int slot = 0; slot < index.slots(); slot++) {
            if (index.used(slot)) {
                listed.put(new String(index.idOf(slot), StandardCharsets.UTF_8), slot);
            }
        }
        assertThat(listed).isEqualTo(oracle);
        oracle.forEach((id, slot) -> assertThat(index.find(bytes(id))).isEqualTo(slot));
    }

    @Test
    void slotsOfTheRemovedAreUsedAgain() {
        AgentIndex index = new AgentIndex();
        for (int round = 0; round < 50_000; round++) {
            int slot = index.add(bytes("agent-" + round));
            index.remove(slot);
        }
        assertThat(index.slots()).isEqualTo(1);
        assertThat(index.size()).isZero();
    }

    @Test
    void theLongestIdIsKeptAndALongerOneRefused() {
        AgentIndex index = new AgentIndex();
        byte[] longest = bytes("x".repeat(Short.MAX_VALUE));
        int slot = index.add(longest);
        assertThat(index.find(longest)).isEqualTo(slot);
        assertThat(index.idOf(slot)).isEqualTo(longest);
        byte[] longer = bytes("x".repeat(Short.MAX_VALUE + 1));
        assertThatThrownBy(() -> index.add(longer)).isInstanceOf(UnusableFactException.class);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void idsSurviveThePackingOfTheirBytes() {
        AgentIndex index = new AgentIndex();
        List<String> kept = new ArrayList<>();
        for (int number = 0; number < 3_000; number++) {
            String id = "agent-with-a-name-of-some-length-" + number;
            int slot = index.add(bytes(id));
            if (number % 3 == 0) {
                kept.add(id);
            } else {
                index.remove(slot);
            }
        }
        for (String id : kept) {
            assertThat(index.idOf(index.find(bytes(id)))).isEqualTo(bytes(id));
        }
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
