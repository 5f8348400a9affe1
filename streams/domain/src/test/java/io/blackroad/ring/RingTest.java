package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
