package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {
    private static final int AGENTS = 30_000;

    @ParameterizedTest
    @ValueSource(strings = {"agent-%d", "agent-%05d", "us-east.api.%d"})
    void sixteenShardsHoldAboutTheSame(String format) {
        Ring ring = Ring.numbered("memory-", 16);
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < AGENTS; number++) {
            counts.merge(ring.owner(String.format(format, number)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(16);
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(count / (AGENTS / 16.0)).isLessThanOrEqualTo(1.06));
    }

    @Test
    void sixteenShardsHoldTheSameOfAMillion() {
        Ring ring = Ring.numbered("memory-", 16);
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < 1_000_000; number++) {
            counts.merge(ring.owner("agent-" + number), 1, Integer::sum);
        }
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(count / (1_000_000 / 16.0)).isLessThanOrEqualTo(1.02));
    }

    /** All 720 orders in which six nodes can join, and leave again: each step moves what it must and nothing else. */
    @Test
    void noOrderOfAddingAndRemovingMovesAKeyNeedlessly() {
        List<String> keys =
                IntStream.range(0, 300).mapToObj(number -> "agent-" + number).toList();
        for (List<Integer> order : orders(6)) {
            List<Node> present = new ArrayList<>(List.of(new Node("first", 2)));
            for (int number : order) {
                Node joined = new Node("node-" + number, 1 + number % 3);
                List<Node> more = new ArrayList<>(present);
                more.add(joined);
                assertOnlyTouches(Ring.of(present), Ring.of(more), joined.name(), keys);
                present = more;
            }
        }
    }

    /** A key either keeps its owner or comes to the node that is only in the second ring; so also backwards. */
    private static void assertOnlyTouches(Ring fewer, Ring more, String joined, List<String> keys) {
        for (String key : keys) {
            String owner = more.owner(key);
            if (!owner.equals(joined) && !owner.equals(fewer.owner(key))) {
                throw new AssertionError(
                        key + " went from " + fewer.owner(key) + " to " + owner + " though only " + joined + " joined");
            }
        }
    }

    private static List<List<Integer>> orders(int size) {
        List<List<Integer>> orders = List.of(List.of());
        for (int number = 0; number < size; number++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : orders) {
                for (int at = 0; at <= order.size(); at++) {
                    List<Integer> next = new ArrayList<>(order);
                    next.add(at, number);
                    longer.add(next);
                }
            }
            orders = longer;
        }
        return orders;
    }

    @Test
    void theOwnersOfAKeyAreThoseThatOwnItWhenTheOnesBeforeAreAway() {
        List<Node> nodes =
                new ArrayList<>(List.of(new Node("a", 3), new Node("b", 1), new Node("c", 2), new Node("d", 1)));
        for (int number = 0; number < 200; number++) {
            List<Node> left = new ArrayList<>(nodes);
            String key = "key-" + number;
            for (String owner : Ring.of(nodes).owners(key)) {
                assertThat(Ring.of(left).owner(key)).isEqualTo(owner);
                left.removeIf(node -> node.name().equals(owner));
            }
            assertThat(left).isEmpty();
        }
    }

    /** From an implementation in Python: a release that moves one of these has moved agents away from their memory. */
    @ParameterizedTest
    @CsvSource({
        "agent-1, us-east",
        "agent-11, ap-south",
        "agent-13, eu-west",
        "agent-17, ap-south",
        "WORKER_3, eu-west",
        "'\u00e9\u4e2d\ud83d\ude00', eu-west",
        "'', us-east",
        "an-agent-with-a-name-that-is-longer-than-one-stripe-of-the-hash1, eu-west",
        "an-agent-with-a-name-that-is-longer-than-one-stripe-of-the-hash2, ap-south"
    })
    void ownersAreFrozen(String key, String owner) {
        Ring ring = Ring.of(List.of(new Node("us-east", 3), new Node("eu-west", 2), new Node("ap-south", 1)));
        assertThat(ring.owner(key)).isEqualTo(owner);
    }

    @Test
    void theOrderOfTheNodesDoesNotMatter() {
        Ring one = Ring.of(List.of(new Node("a", 1), new Node("b", 2), new Node("c", 3)));
        Ring other = Ring.of(List.of(new Node("c", 3), new Node("a", 1), new Node("b", 2)));
        for (int number = 0; number < 1_000; number++) {
            assertThat(other.owner("key-" + number)).isEqualTo(one.owner("key-" + number));
        }
    }

    @Test
    void aNodeWithoutWeightOwnsNothing() {
        Ring ring = Ring.of(List.of(new Node("drained", 0), new Node("b", 1)));
        for (int number = 0; number < 1_000; number++) {
            assertThat(ring.owner("key-" + number)).isEqualTo("b");
        }
    }

    @Test
    void theCostIsTheLogarithmOfTheHash() {
        assertThat(Ring.cost(0)).isEqualTo(64L << 24);
        assertThat(Ring.cost(1)).isEqualTo(64L << 24);
        assertThat(Ring.cost(-1)).isEqualTo(1);
        assertThat(Ring.cost(1L << 63)).isEqualTo(1L << 24);
        assertThat(Ring.cost(3L << 61) / (double) (1 << 24)).isCloseTo(64 - 62.584962500721156, within(1e-6));
    }

    @Test
    void refusesWhatCannotOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(List.of()))
                .withMessageContaining("at least one node");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(List.of(new Node("a", 0))))
                .withMessageContaining("above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(List.of(new Node("a", 1), new Node("a", 2))))
                .withMessage("node a occurs twice on the ring");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Node("a", Node.MAX_WEIGHT + 1))
                .withMessageContaining("0 to 10000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Node("a", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Node("", 1));
    }
}
