package io.blackroad.sink.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LuceneIndexTest extends VectorContract {
    @Override
    VectorIndex open() {
        return new LuceneIndex(LuceneConfig.of(folder.resolve("index"), DIMENSIONS));
    }

    @Test
    void isFoundAgainAfterAStop() {
        vectors.upsert(List.of(AgentVector.of("a", "v", axis(0, 1))));
        vectors.close();
        openIt();
        assertThat(vectors.query("a", axis(0, 1), 1)).hasSize(1);
    }

    @Test
    void isFoundAtOnceByWhoeverAsksHere() {
        for (int number = 0; number < 50; number++) {
            vectors.upsert(List.of(AgentVector.of("a", "v" + number, axis(number % DIMENSIONS, 1))));
            assertThat(vectors.query("a", axis(0, 1), 1_000)).hasSize(number + 1);
        }
    }

    @Test
    void oneProcessWritesAndTheOtherIsToldSo() {
        vectors.upsert(List.of(AgentVector.of("a", "v", axis(0, 1))));
        assertThatThrownBy(this::open)
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("open in another process");
    }

    @Test
    void vectorsOfAnotherSizeAreRefusedWhenItIsOpened() {
        vectors.upsert(List.of(AgentVector.of("a", "v", axis(0, 1))));
        vectors.close();
        assertThatThrownBy(() -> new LuceneIndex(LuceneConfig.of(folder.resolve("index"), 9)))
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("have 8 dimensions, not 9");
        openIt();
    }

    @Test
    void takesTheLargestEmbeddings() {
        try (AgentVectors wide = new AgentVectors(
                new LuceneIndex(LuceneConfig.of(folder.resolve("wide"), LuceneConfig.MAX_DIMENSIONS)))) {
            float[] vector = new float[LuceneConfig.MAX_DIMENSIONS];
            Arrays.fill(vector, 0.5f);
            wide.upsert(List.of(AgentVector.of("a", "v", vector)));
            assertThat(wide.query("a", vector, 1)).hasSize(1);
        }
    }
}
