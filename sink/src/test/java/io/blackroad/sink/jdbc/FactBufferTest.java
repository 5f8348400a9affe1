package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FactBufferTest {
    private static final Instant NOON = TestFacts.NOON;

    private final FactBuffer buffer = new FactBuffer(new BatchPolicy(3, Duration.ofMillis(200), 10_000));

    @Test
    void aBatchIsDueWhenItsOldestFactHasWaited() {
        assertThat(buffer.isDue(NOON)).isFalse();
        buffer.add(facts(0, 0, 1), NOON);
        buffer.add(facts(0, 1, 2), NOON.plusMillis(150));

        assertThat(buffer.isDue(NOON.plusMillis(199))).isFalse();
        assertThat(buffer.isDue(NOON.plusMillis(200))).isTrue();
    }

    @Test
    void aFullBatchIsDueAtOnceAndTakesTheOldest() {
        buffer.add(facts(0, 0, 4), NOON);

        assertThat(buffer.isDue(NOON)).isTrue();
        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L);
        assertThat(buffer.isDue(NOON)).isFalse();
        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(3L);
    }

    @Test
    void fourBatchesOrTheBytesAreEnough() {
        buffer.add(facts(0, 0, 11), NOON);
        assertThat(buffer.isFull()).isFalse();
        buffer.add(facts(0, 11, 12), NOON);
        assertThat(buffer.isFull()).isTrue();
        buffer.take();
        assertThat(buffer.isFull()).isFalse();
        buffer.add(List.of(TestFacts.found(0, 12, NOON, new byte[10_000])), NOON);
        assertThat(buffer.isFull()).isTrue();
    }

    @Test
    void whatBelongsToOthersIsForgotten() {
        buffer.add(facts(0, 0, 2), NOON);
        buffer.add(List.of(TestFacts.found(1, 7, NOON, new byte[10_000])), NOON);

        buffer.drop(List.of(Batch.partition(TestFacts.found(1, 0, NOON, null))));

        assertThat(buffer.isFull()).isFalse();
        assertThat(buffer.take()).extracting(ConsumerRecord::partition).containsExactly(0, 0);
    }

    @Test
    void aPolicyOfNothingIsRefused() {
        assertThatThrownBy(() -> new BatchPolicy(0, Duration.ZERO, 1)).hasMessageContaining("at least 1 fact");
    }

    @Test
    void waitsGrowToALimitAndEndWithASuccess() {
        Backoff backoff = new Backoff();
        assertThat(backoff.isDue(NOON)).isTrue();
        backoff.failed(NOON);
        assertThat(backoff.wait(NOON)).isEqualTo(Backoff.FIRST);
        backoff.failed(NOON);
        assertThat(backoff.wait(NOON)).isEqualTo(Backoff.FIRST.multipliedBy(2));
        for (int failure = 0; failure < 100; failure++) {
            backoff.failed(NOON);
        }
        assertThat(backoff.wait(NOON)).isEqualTo(Backoff.LONGEST);
        assertThat(backoff.isDue(NOON.plus(Backoff.LONGEST))).isTrue();
        backoff.succeeded();
        assertThat(backoff.isDue(NOON)).isTrue();
    }

    private static List<ConsumerRecord<byte[], byte[]>> facts(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> TestFacts.found(partition, offset, NOON, new byte[10]))
                .toList();
    }
}
