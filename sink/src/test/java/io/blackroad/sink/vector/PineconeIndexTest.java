package io.blackroad.sink.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.sink.vector.PineconeStandIn.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the stand-in, which is not Pinecone. */
class PineconeIndexTest extends VectorContract {
    private final PineconeStandIn standIn = new PineconeStandIn(DIMENSIONS);
    private final List<Duration> waits = new ArrayList<>();

    @Override
    VectorIndex open() {
        return index(PineconeConfig.of(standIn.url(), PineconeStandIn.KEY, DIMENSIONS));
    }

    private PineconeIndex index(PineconeConfig config) {
        return new PineconeIndex(config, waits::add);
    }

    @AfterEach
    void endIt() {
        standIn.close();
    }

    private void upsertOne() {
        vectors.upsert(List.of(AgentVector.of("a", "v", axis(0, 1))));
    }

    @Test
    void asksAgainWhenAskedTooOftenOrWhenTheServerFails() {
        standIn.fail(new Failure(429, null), new Failure(503, null), new Failure(500, null), new Failure(429, "3"));
        upsertOne();
        assertThat(standIn.requests()).isEqualTo(5);
        assertThat(waits)
                .containsExactly(
                        Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterItsAttemptsAndSaysWhatItWasTold() {
        for (int time = 0; time < 6; time++) {
            standIn.fail(new Failure(503, null));
        }
        assertThatThrownBy(this::upsertOne)
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("/vectors/upsert failed 6 times, the last time: 503 as lined up");
        assertThat(standIn.requests()).isEqualTo(6);
    }

    @Test
    void whatIsWrongIsNotAskedAgain() {
        standIn.fail(new Failure(400, null));
        assertThatThrownBy(this::upsertOne).hasMessageContaining("was refused: 400 as lined up");
        assertThat(standIn.requests()).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void aWrongKeyIsSaidAndNeverShown() {
        PineconeConfig config = PineconeConfig.of(standIn.url(), "pc-wrong", DIMENSIONS);
        assertThatThrownBy(() -> index(config).counts())
                .hasMessageContaining("401 Invalid API Key; check the API key")
                .hasMessageNotContaining("pc-wrong");
        assertThat(config.toString()).doesNotContain("pc-wrong");
    }

    @Test
    void nobodyThereIsSaid() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(
                        () -> index(PineconeConfig.of(nowhere, "", DIMENSIONS)).counts())
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("http://127.0.0.1:1/describe_index_stats failed 6 times");
    }
}
