package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SharesPropertyTest {
    @Property
    void sharesAddUpAndTheLargestRemaindersGetTheRest(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(max = 2_000) int amount) {
        Random random = new Random(seed);
        BigInteger[] weights = IntStream.range(0, size)
                .mapToObj(place -> BigInteger.valueOf(1 + random.nextInt(1 + random.nextInt(50))))
                .toArray(BigInteger[]::new);
        long all = Arrays.stream(weights).mapToLong(BigInteger::longValue).sum();
        long[] expected = Arrays.stream(weights)
                .mapToLong(w -> w.longValue() * amount / all)
                .toArray();
        long left = amount - Arrays.stream(expected).sum();
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing((Integer place) -> -(weights[place].longValue() * amount % all))
                        .thenComparing(place -> place))
                .limit(left)
                .forEach(place -> expected[place]++);
        assertThat(Shares.of(amount, weights)).containsExactly(expected);
    }
}
