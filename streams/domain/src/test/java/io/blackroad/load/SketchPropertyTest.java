package io.blackroad.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SketchPropertyTest {

    @Provide
    Arbitrary<List<Long>> values() {
        Arbitrary<Long> any = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 300),
                Arbitraries.longs().between(0, 100_000),
                Arbitraries.longs().between(0, (1L << 40) - 1));
        return any.list().ofMinSize(1).ofMaxSize(200);
    }

    @Property
    void isWithinOnePercentOfTheExactQuantile(
            @ForAll("values") List<Long> values, @ForAll @IntRange(max = 100) int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        int rank = Math.max(1, (int) Math.ceil(sorted.size() * percent / 100.0));
        long exact = sorted.get(rank - 1);
        assertThat(100 * Math.abs(of(values).quantile(percent) - exact)).isLessThanOrEqualTo(exact);
    }

    @Property
    void partsAddUpToTheWhole(@ForAll("values") List<Long> one, @ForAll("values") List<Long> other) {
        Sketch whole = of(one);
        other.forEach(whole::add);
        Sketch added = new Sketch();
        added.addEncoded(of(one).encoded());
        added.addEncoded(of(other).encoded());
        assertThat(added.encoded()).isEqualTo(whole.encoded());
        assertThat(added.total()).isEqualTo(one.size() + other.size());
    }

    @Property
    void whatIsEncodedComesBack(@ForAll("values") List<Long> values) {
        int[] encoded = of(values).encoded();
        Sketch again = new Sketch();
        again.addEncoded(encoded);
        assertThat(again.encoded()).isEqualTo(encoded);
        assertThat(again.quantile(50)).isEqualTo(of(values).quantile(50));
        assertThat(again.quantile(95)).isEqualTo(of(values).quantile(95));
    }

    @Property
    void theOrderOfValuesDoesNotMatter(@ForAll("values") List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        assertThat(of(sorted).encoded()).isEqualTo(of(values).encoded());
    }

    private static Sketch of(List<Long> values) {
        Sketch sketch = new Sketch();
        values.forEach(sketch::add);
        return sketch;
    }
}
