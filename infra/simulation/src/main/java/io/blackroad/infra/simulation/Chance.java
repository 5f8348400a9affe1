package io.blackroad.infra.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** What is left to chance, drawn from the seed alone. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Draws of its own for another part, so that what that part draws moves nobody else's. */
    Chance split() {
        return new Chance(random.split());
    }

    boolean permille(int chance) {
        return chance > 0 && random.nextInt(1_000) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From the first to before the second. */
    long between(long from, long to) {
        return random.nextLong(from, to);
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
