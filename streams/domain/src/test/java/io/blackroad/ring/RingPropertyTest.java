package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bounds are 6 standard deviations wide: a right ring fails one run in a hundred million. */
class RingPropertyTest {
    private static final int KEYS = 10_000;
    private static final double DEVIATIONS = 6;

    @Property(tries = 40)
    void addingOneOfNMovesOnlyItsShare(@ForAll @IntRange(min = 1, max = 20) int size, @ForAll int world) {
        List<Node> nodes = nodes(size, world);
        Ring before = Ring.of(nodes);
        nodes.add(new Node("new-" + world, 1));
        Ring after = Ring.of(nodes);
        int moved = 0;
        for (int number = 0; number < KEYS; number++) {
            String key = key(world, number);
            String owner = after.owner(key);
            if (!owner.equals(before.owner(key))) {
                assertThat(owner).isEqualTo("new-" + world);
                moved++;
            }
        }
        assertShare(moved, 1.0 / (size + 1));
    }

    @Property(tries = 40)
    void raisingAWeightOnlyMovesKeysToIt(@ForAll @IntRange(min = 2, max = 8) int size, @ForAll int world) {
        List<Node> nodes = nodes(size, world);
        Ring before = Ring.of(nodes);
        Node heavier = new Node(nodes.get(0).name(), 5);
        nodes.set(0, heavier);
        Ring after = Ring.of(nodes);
        for (int number = 0; number < 1_000; number++) {
            String owner = after.owner(key(world, number));
            assertThat(owner).isIn(before.owner(key(world, number)), heavier.name());
        }
    }

    @Property(tries = 40)
    void sharesFollowTheWeights(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 100) Integer> weights, @ForAll int world) {
        List<Node> nodes = new ArrayList<>();
        for (int index = 0; index < weights.size(); index++) {
            nodes.add(new Node("node-" + world + "-" + index, weights.get(index)));
        }
        int total = weights.stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> counts = counts(Ring.of(nodes), world);
        for (Node node : nodes) {
            assertShare(counts.getOrDefault(node.name(), 0), node.weight() / (double) total);
        }
    }

    private static Map<String, Integer> counts(Ring ring, int world) {
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < KEYS; number++) {
            counts.merge(ring.owner(key(world, number)), 1, Integer::sum);
        }
        return counts;
    }

    private static List<Node> nodes(int size, int world) {
        List<Node> nodes = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            nodes.add(new Node("node-" + world + "-" + index, 1));
        }
        return nodes;
    }

    private static String key(int world, int number) {
        return "agent-" + world + "-" + number;
    }

    private static void assertShare(int count, double share) {
        double deviation = Math.sqrt(KEYS * share * (1 - share));
        assertThat((double) count)
                .isBetween(KEYS * share - DEVIATIONS * deviation - 2, KEYS * share + DEVIATIONS * deviation + 2);
    }
}
