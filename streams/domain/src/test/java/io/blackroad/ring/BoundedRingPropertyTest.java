package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.blackroad.decision.Outcome;
import io.blackroad.ring.BoundedRing.Holdings;
import io.blackroad.ring.BoundedRing.KeyMove;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BoundedRingPropertyTest {
    private static final int PERCENT = 10;

    @Example
    void aHundredNodesKeepTheBoundThroughEveryChange() {
        Random random = new Random(7);
        List<String> keys = keys(10_000);
        List<Node> nodes = nodes(100);
        Holdings holdings = settle(nodes, keys, Holdings.NONE).state();
        for (int change = 0; change < 30; change++) {
            if (random.nextBoolean()) {
                nodes.add(new Node("joined-" + change, 1));
            } else {
                nodes.remove(random.nextInt(nodes.size()));
            }
            Outcome<Holdings, KeyMove> outcome = settle(nodes, keys, holdings);
            assertKept(nodes, keys, outcome.state());
            assertThat(needless(nodes, keys.size(), holdings, outcome)).isEmpty();
            holdings = outcome.state();
        }
    }

    @Property(tries = 60)
    void weightsAndKeysOfAnyKindKeepTheBound(
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(max = 40) int percent,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Node> nodes = IntStream.range(0, size)
                .mapToObj(number -> new Node("node-" + number, 1 + random.nextInt(5)))
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> keys = new ArrayList<>(keys(count));
        Holdings holdings = BoundedRing.of(Ring.of(nodes), percent)
                .settle(Holdings.NONE, keys)
                .state();
        Collections.shuffle(nodes, random);
        Collections.shuffle(keys, random);
        BoundedRing again = BoundedRing.of(Ring.of(nodes), percent);
        assertThat(again.settle(Holdings.NONE, keys).state()).isEqualTo(holdings);
        assertThat(again.settle(holdings, keys).decisions()).isEmpty();
        loads(holdings).forEach((node, load) -> assertThat(load).isLessThanOrEqualTo(again.capacity(node, count)));
        if (nodes.size() > 1) {
            nodes.remove(0);
            BoundedRing fewer = BoundedRing.of(Ring.of(nodes), percent);
            loads(fewer.settle(holdings, keys).state())
                    .forEach((node, load) -> assertThat(load).isLessThanOrEqualTo(fewer.capacity(node, count)));
        }
    }

    @Example
    void onlyTheKeysOfANodeThatLeavesMove() {
        List<String> keys = keys(2_000);
        List<Node> nodes = nodes(20);
        Holdings before = settle(nodes, keys, Holdings.NONE).state();
        Node gone = nodes.remove(4);
        assertThat(settle(nodes, keys, before).decisions())
                .allSatisfy(move -> assertThat(move.from()).isEqualTo(gone.name()));
    }

    @Example
    void oneMoreKeyGoesToTheFirstOfItsNodesThatHasRoom() {
        BoundedRing ring = BoundedRing.of(Ring.numbered("n-", 3), 0);
        List<String> order = Ring.numbered("n-", 3).owners("key");
        assertThat(ring.owner("key", Map.of())).isEqualTo(order.get(0));
        assertThat(ring.owner("key", Map.of(order.get(0), 1L))).isEqualTo(order.get(1));
        assertThat(ring.owner("key", Map.of(order.get(0), 1L, order.get(1), 1L)))
                .isEqualTo(order.get(2));
    }

    @Example
    void refusesABoundThatIsNone() {
        Ring ring = Ring.numbered("n-", 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedRing.of(ring, -1))
                .withMessageContaining("0 to 1000");
    }

    /** Moves away from a node that is still there, may hold what it held, to one that was there before as well. */
    private static List<KeyMove> needless(
            List<Node> nodes, int keys, Holdings before, Outcome<Holdings, KeyMove> outcome) {
        BoundedRing ring = BoundedRing.of(Ring.of(nodes), PERCENT);
        Map<String, Long> held = loads(before);
        return outcome.decisions().stream()
                .filter(move -> outcome.state().nodes().contains(move.from()))
                .filter(move -> before.nodes().contains(move.to()))
                .filter(move -> held.get(move.from()) <= ring.capacity(move.from(), keys))
                .toList();
    }

    private static void assertKept(List<Node> nodes, List<String> keys, Holdings holdings) {
        double mean = keys.size() / (double) nodes.size();
        assertThat(holdings.owners()).hasSize(keys.size());
        assertThat(loads(holdings).values())
                .allSatisfy(load -> assertThat(load).isLessThanOrEqualTo((long) Math.ceil(mean * 1.10)));
    }

    private static Outcome<Holdings, KeyMove> settle(List<Node> nodes, List<String> keys, Holdings before) {
        return BoundedRing.of(Ring.of(nodes), PERCENT).settle(before, keys);
    }

    private static Map<String, Long> loads(Holdings holdings) {
        Map<String, Long> loads = new HashMap<>();
        holdings.owners().values().forEach(node -> loads.merge(node, 1L, Long::sum));
        return loads;
    }

    private static List<Node> nodes(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> new Node("node-" + number, 1))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(number -> "agent-" + number).toList();
    }
}
