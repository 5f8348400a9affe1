package io.blackroad.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {

    @Test
    void nothingCountedHasNoQuantile() {
        Sketch sketch = new Sketch();
        assertThat(sketch.quantile(0)).isZero();
        assertThat(sketch.quantile(100)).isZero();
        assertThat(sketch.total()).isZero();
        assertThat(sketch.encoded()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "10, 1", "11, 2", "50, 5", "51, 6", "95, 10", "100, 10"})
    void takesTheNearestRank(int percent, long expected) {
        Sketch sketch = new Sketch();
        for (int value = 10; value >= 1; value--) {
            sketch.add(value);
        }
        assertThat(sketch.quantile(percent)).isEqualTo(expected);
    }

    @Test
    void smallValuesAreExactAndOthersWithinOnePercent() {
        for (long value = 0; value < 100_000; value++) {
            assertWithinOnePercent(value);
        }
        for (long octave = 1L << 17; octave < 1L << 40; octave <<= 1) {
            for (long value : new long[] {octave - 1, octave, octave + 1, octave + octave / 2, octave + octave / 64}) {
                assertWithinOnePercent(value);
            }
        }
    }

    private static void assertWithinOnePercent(long value) {
        Sketch sketch = new Sketch();
        sketch.add(value);
        long found = sketch.quantile(50);
        if (value < 128) {
            assertThat(found).isEqualTo(value);
        }
        assertThat(100 * Math.abs(found - value)).isLessThanOrEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void negativeValuesCountAsNothing(long value) {
        Sketch sketch = new Sketch();
        sketch.add(value);
        assertThat(sketch.quantile(50)).isZero();
        assertThat(sketch.total()).isEqualTo(1);
    }

    @Test
    void hugeValuesAreCut() {
        Sketch sketch = new Sketch();
        sketch.add(Long.MAX_VALUE);
        assertThat(sketch.quantile(50)).isBetween((1L << 40) / 100 * 99, 1L << 40);
    }

    @Test
    void clearingForgetsEverything() {
        Sketch sketch = new Sketch();
        sketch.add(1_000_000);
        sketch.clear();
        assertThat(sketch.total()).isZero();
        assertThat(sketch.encoded()).isEmpty();
        sketch.add(3);
        assertThat(sketch.quantile(95)).isEqualTo(3);
    }
}
