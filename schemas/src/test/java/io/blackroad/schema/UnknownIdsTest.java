package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnknownIdsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final UnknownIds ids = new UnknownIds(nanos::get);

    @Test
    void remembersForThirtySeconds() {
        ids.add(7);
        assertThat(ids.contains(7)).isTrue();
        assertThat(ids.contains(8)).isFalse();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(ids.contains(7)).isTrue();
        nanos.addAndGet(1);
        assertThat(ids.contains(7)).isFalse();
        assertThat(ids.size()).isZero();
    }

    @Test
    void forgetsTheOldestWhenFull() {
        for (int id = 1; id <= 10_001; id++) {
            ids.add(id);
        }
        assertThat(ids.size()).isEqualTo(10_000);
        assertThat(ids.contains(1)).isFalse();
        assertThat(ids.contains(2)).isTrue();
        assertThat(ids.contains(10_001)).isTrue();
    }
}
