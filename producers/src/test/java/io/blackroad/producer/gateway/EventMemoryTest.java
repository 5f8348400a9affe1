package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.gateway.EventMemory.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event is written by one, waited for by others, and never written again while its fate is open. */
class EventMemoryTest {
    private static final EventKey KEY = new EventKey(1, 2);
    private static final Rejection FAILED = Rejection.of(ProblemType.KAFKA_UNAVAILABLE, "down");

    private final List<Rejection> told = new ArrayList<>();
    private final EventMemory memory = new EventMemory(GatewayLimits.defaults(), () -> 0L);

    private Claim claim() {
        return memory.claim(KEY, told::add);
    }

    @Test
    void aRepeatOfAnEventOnItsWayWaitsForTheSameAnswer() {
        assertThat(claim()).isEqualTo(Claim.NEW);
        assertThat(claim()).isEqualTo(Claim.JOINED);
        assertThat(told).isEmpty();
        memory.written(KEY);
        assertThat(told).containsExactly((Rejection) null);
        assertThat(claim()).isEqualTo(Claim.WRITTEN);
    }

    @Test
    void anEventThatWasNeverHandedOutMayBeTriedAtOnce() {
        claim();
        claim();
        memory.failed(KEY, true, FAILED);
        assertThat(told).containsExactly(FAILED);
        assertThat(claim()).isEqualTo(Claim.NEW);
    }

    @Test
    void anEventInDoubtIsNotWrittenAgainUntilTheLogHasBeenRead() {
        claim();
        memory.failed(KEY, false, FAILED);
        assertThat(claim()).isEqualTo(Claim.IN_DOUBT);
        List<EventKey> doubts = memory.inDoubt();
        assertThat(doubts).containsExactly(KEY);
        memory.settle(doubts);
        assertThat(claim()).isEqualTo(Claim.NEW);
        assertThat(memory.inDoubt()).isEmpty();
    }

    @Test
    void anEventInDoubtThatIsFoundInTheLogIsWritten() {
        claim();
        memory.failed(KEY, false, FAILED);
        List<EventKey> doubts = memory.inDoubt();
        memory.written(KEY);
        memory.settle(doubts);
        assertThat(claim()).isEqualTo(Claim.WRITTEN);
        assertThat(memory.inDoubt()).isEmpty();
    }

    @Test
    void anEventWithoutIdentityIsAlwaysNew() {
        assertThat(memory.claim(EventKey.NONE, told::add)).isEqualTo(Claim.NEW);
        memory.written(EventKey.NONE);
        assertThat(memory.claim(EventKey.NONE, told::add)).isEqualTo(Claim.NEW);
        assertThat(memory.size()).isZero();
    }

    @Test
    void theNewestKeysAreRememberedHoweverManyThereAre() {
        int least = 1_000;
        RecentKeys keys = new RecentKeys(least, Duration.ofDays(1).toNanos(), 0);
        for (int i = 1; i <= 10 * least; i++) {
            keys.add(new EventKey(i * 0x9E3779B97F4A7C15L, i), 0);
            for (int back : new int[] {0, least / 2, least - 1}) {
                if (i > back) {
                    int then = i - back;
                    assertThat(keys.contains(new EventKey(then * 0x9E3779B97F4A7C15L, then)))
                            .isTrue();
                }
            }
        }
        assertThat(keys.size()).isLessThanOrEqualTo(2 * least);
        assertThat(keys.contains(new EventKey(0x9E3779B97F4A7C15L, 1))).isFalse();
    }

    @Test
    void keysOfTheWindowAreRememberedAndOlderOnesGivenUp() {
        RecentKeys keys = new RecentKeys(1_000, 100, 0);
        keys.add(KEY, 0);
        keys.add(new EventKey(3, 4), 99);
        assertThat(keys.contains(KEY)).isTrue();
        keys.add(new EventKey(5, 6), 101);
        assertThat(keys.contains(new EventKey(3, 4))).isTrue();
        keys.add(new EventKey(7, 8), 300);
        assertThat(keys.contains(KEY)).isFalse();
    }
}
