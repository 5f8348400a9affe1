package io.blackroad.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplicaStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ReplicaBound BOUND = new ReplicaBound(100, Duration.ofSeconds(5));

    private final WalHistory primary = new WalHistory();

    @Test
    void oneThatHasEverythingIsUsableHoweverLongNothingIsWritten() {
        primary.add(NOON, new Lsn(50));
        primary.add(NOON.plusSeconds(3_600), new Lsn(50));

        ReplicaState state = at(50, 3_601);

        assertThat(state.usable()).isTrue();
        assertThat(state.behind()).isZero();
    }

    @Test
    void theDelayCountsFromTheFirstLookThatSawWhatIsMissing() {
        primary.add(NOON, new Lsn(50));
        primary.add(NOON.plusSeconds(1), new Lsn(60));
        primary.add(NOON.plusSeconds(2), new Lsn(70));

        assertThat(at(50, 6).behind()).isEqualTo(Duration.ofSeconds(6));
        assertThat(at(60, 6).behind()).isEqualTo(Duration.ofSeconds(5));
        assertThat(at(60, 6).usable()).isTrue();
        assertThat(at(59, 6).reason()).isEqualTo("6000 ms behind the primary, allowed are 5000");
    }

    @Test
    void bothBoundsHold() {
        primary.add(NOON, new Lsn(1_000));

        assertThat(at(900, 1).usable()).isTrue();
        assertThat(at(899, 1).reason()).isEqualTo("101 bytes behind the primary, allowed are 100");
    }

    @Test
    void aPrimaryThatWentBackIsKnownAnew() {
        primary.add(NOON, new Lsn(1_000));
        primary.add(NOON.plusSeconds(9), new Lsn(50));

        assertThat(at(50, 10).usable()).isTrue();
    }

    @Test
    void aReadThatHasToSeeAWriteGoesWhereItIs() {
        primary.add(NOON, new Lsn(50));
        ReplicaState state = at(50, 0);

        assertThat(state.covers(new Lsn(50))).isTrue();
        assertThat(state.covers(new Lsn(51))).isFalse();
        assertThat(state.covers(null)).isTrue();
        assertThat(ReplicaState.down("url", "gone").covers(null)).isFalse();
    }

    @Test
    void aBoundBelowNothingIsRefused() {
        assertThatThrownBy(() -> new ReplicaBound(-1, Duration.ZERO)).hasMessageContaining("not -1 bytes");
    }

    private ReplicaState at(long replayed, long seconds) {
        return ReplicaState.of("url", new Lsn(replayed), primary, BOUND, NOON.plusSeconds(seconds));
    }
}
