package io.blackroad.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesBookTest {
    private final SeriesBook book = new SeriesBook();

    private static TargetPoint point(long second, Integer wanted) {
        return new TargetPoint("us-east/api", second, wanted, 5, 5, 0L, 500);
    }

    @Test
    void aPointIsNewsWhenANumberChangesOrFiveSecondsPass() {
        assertThat(book.add(List.of(point(100, 5)))).hasSize(1);
        assertThat(book.add(List.of(point(101, 5)))).isEmpty();
        assertThat(book.add(List.of(point(102, 6)))).hasSize(1);
        assertThat(book.add(List.of(point(105, 6)))).hasSize(1);
        assertThat(book.add(List.of(point(105, 7)))).isEmpty();
        assertThat(book.after(0)).extracting(TargetPoint::second).containsExactly(102L, 105L);
        assertThat(book.after(102)).extracting(TargetPoint::second).containsExactly(105L);
    }

    @Test
    void keepsHalfAnHour() {
        for (int second = 0; second < 3 * SeriesBook.KEPT_SECONDS; second += SeriesBook.INTERVAL_SECONDS) {
            book.add(List.of(point(second, null)));
        }
        assertThat(book.after(0)).hasSize(SeriesBook.KEPT_SECONDS / SeriesBook.INTERVAL_SECONDS);
        book.forget(3L * SeriesBook.KEPT_SECONDS);
        assertThat(book.after(0)).isEmpty();
    }

    @Test
    void targetsBeyondTheLimitHaveNone() {
        List<TargetPoint> points = IntStream.range(0, SeriesBook.MAX_TARGETS + 1)
                .mapToObj(i -> new TargetPoint("t" + i, 1, 1, 1, 1, 1L, 1))
                .toList();
        assertThat(book.add(points)).hasSize(SeriesBook.MAX_TARGETS);
    }
}
