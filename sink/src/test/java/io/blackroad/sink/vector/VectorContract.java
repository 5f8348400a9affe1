package io.blackroad.sink.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every index must do, whoever keeps the vectors. What was stored may take a moment to be found. */
abstract class VectorContract {
    static final int DIMENSIONS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    AgentVectors vectors;

    abstract VectorIndex open();

    @BeforeEach
    void openIt() {
        vectors = new AgentVectors(open());
    }

    @AfterEach
    void closeIt() {
        vectors.close();
    }

    static float[] axis(int number, double length) {
        float[] vector = new float[DIMENSIONS];
        vector[number] = (float) length;
        return vector;
    }

    private static float[] between(int one, int other, double share) {
        float[] vector = axis(one, 1 - share);
        vector[other] = (float) share;
        return vector;
    }

    private List<String> likest(String agent, float[] vector, int count) {
        return vectors.query(agent, vector, count).stream().map(Match::id).toList();
    }

    private void eventually(Runnable assertion) {
        await().pollInterval(Duration.ofMillis(5)).atMost(LIMIT).untilAsserted(assertion::run);
    }

    @Test
    void findsTheLikestFirstWithItsCosineWhateverTheLengths() {
        vectors.upsert(List.of(
                AgentVector.of("a", "same", axis(0, 7)),
                AgentVector.of("a", "near", between(0, 1, 0.25)),
                AgentVector.of("a", "right angle", axis(2, 0.01)),
                AgentVector.of("a", "opposite", axis(0, -3))));

        eventually(() ->
                assertThat(likest("a", axis(0, 1), 10)).containsExactly("same", "near", "right angle", "opposite"));
        List<Match> matches = vectors.query("a", axis(0, 1), 4);
        assertThat(matches.get(0).score()).isCloseTo(1, within(1e-5));
        assertThat(matches.get(1).score()).isCloseTo(0.75 / Math.hypot(0.75, 0.25), within(1e-5));
        assertThat(matches.get(2).score()).isCloseTo(0, within(1e-5));
        assertThat(matches.get(3).score()).isCloseTo(-1, within(1e-5));
        assertThat(likest("a", axis(0, 1), 2)).containsExactly("same", "near");
    }

    @Test
    void anAgentFindsItsOwnVectorsOnly() {
        List<AgentVector> all = new ArrayList<>();
        for (int agent = 0; agent < 40; agent++) {
            all.add(AgentVector.of("agent-" + agent, "v", between(0, 1, agent / 40.0)));
        }
        vectors.upsert(all);

        for (int agent = 0; agent < 40; agent++) {
            String id = "agent-" + agent;
            eventually(() -> assertThat(likest(id, axis(1, 1), 10)).containsExactly("v"));
        }
        assertThat(likest("nobody", axis(1, 1), 10)).isEmpty();
    }

    @Test
    void theNewestOfAnIdStays() {
        vectors.upsert(List.of(AgentVector.of("a", "v", axis(0, 1)), AgentVector.of("a", "v", axis(1, 1))));
        vectors.upsert(List.of(AgentVector.of("a", "w", axis(1, 1))));
        vectors.upsert(List.of(AgentVector.of("a", "w", axis(2, 1))));

        eventually(() -> {
            assertThat(vectors.query("a", axis(1, 1), 10).get(0))
                    .satisfies(match -> assertThat(match.id()).isEqualTo("v"))
                    .satisfies(match -> assertThat(match.score()).isCloseTo(1, within(1e-5)));
            assertThat(likest("a", axis(2, 1), 1)).containsExactly("w");
            assertThat(likest("a", axis(2, 1), 10)).hasSize(2);
        });
    }

    @Test
    void metadataComesBackAsItWas() {
        TreeMap<String, String> metadata = new TreeMap<>(Map.of("text", "it's \"so\" \u00fc\n", "empty", ""));
        vectors.upsert(List.of(new AgentVector("a#b", "x#y", axis(0, 1), metadata)));

        eventually(() -> assertThat(vectors.query("a#b", axis(0, 1), 1))
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.id()).isEqualTo("x#y");
                    assertThat(match.metadata()).isEqualTo(metadata);
                }));
    }

    @Test
    void whatWasDeletedIsNotFound() {
        for (String agent : List.of("a", "b", "c", "d")) {
            vectors.upsert(List.of(
                    AgentVector.of(agent, "v", axis(0, 1)),
                    AgentVector.of(agent, "w", axis(0, 1)),
                    AgentVector.of(agent, "x", axis(0, 1))));
        }
        eventually(() -> assertThat(likest("d", axis(0, 1), 10)).hasSize(3));

        vectors.delete("a", List.of("v", "not there"));
        vectors.deleteAll("b");
        vectors.deleteAll("never heard of");
        vectors.delete("never heard of", List.of("v"));

        eventually(() -> {
            assertThat(likest("a", axis(0, 1), 10)).containsExactlyInAnyOrder("w", "x");
            assertThat(likest("b", axis(0, 1), 10)).isEmpty();
            assertThat(likest("c", axis(0, 1), 10)).hasSize(3);
            assertThat(vectors.counts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(8);
        });
    }

    @Test
    void manyVectorsGoInAndTheRightOnesComeOut() {
        Random random = new Random(5);
        List<AgentVector> all = new ArrayList<>();
        for (int number = 0; number < 1_500; number++) {
            float[] vector = new float[DIMENSIONS];
            for (int at = 0; at < DIMENSIONS; at++) {
                vector[at] = (float) random.nextGaussian();
            }
            all.add(AgentVector.of("agent-" + number % 3, "v" + number, vector));
        }
        vectors.upsert(all);
        float[] asked = between(3, 4, 0.4);
        List<String> expected = all.stream()
                .filter(vector -> vector.agentId().equals("agent-1"))
                .sorted((one, other) -> Double.compare(cosine(other.values(), asked), cosine(one.values(), asked)))
                .limit(10)
                .map(AgentVector::id)
                .toList();

        eventually(() -> assertThat(likest("agent-1", asked, 10)).isEqualTo(expected));
    }

    private static double cosine(float[] one, float[] other) {
        float[] first = Cosine.unit(one);
        float[] second = Cosine.unit(other);
        double sum = 0;
        for (int at = 0; at < first.length; at++) {
            sum += first[at] * second[at];
        }
        return sum;
    }

    @Test
    void refusesWhatCannotBeSearched() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vectors.upsert(List.of(AgentVector.of("a", "short", 1, 2))))
                .withMessageContaining("vector short of agent a has 2 values; here vectors have 8");
        assertThatIllegalArgumentException().isThrownBy(() -> AgentVector.of("a", "v", new float[DIMENSIONS]));
        assertThatIllegalArgumentException().isThrownBy(() -> AgentVector.of("a", "v", Float.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> AgentVector.of("", "v", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentVector("a", "v", axis(0, 1), new TreeMap<>(Map.of("agent", "b"))));
        assertThatIllegalArgumentException().isThrownBy(() -> vectors.query("a", axis(0, 1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> vectors.query("a", new float[] {1}, 1));
    }
}
