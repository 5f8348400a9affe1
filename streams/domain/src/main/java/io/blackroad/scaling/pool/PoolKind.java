package io.blackroad.scaling.pool;

import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Rule kind {@code pool}, the guide's pool of agents: more than so many tasks waiting a replica double it, fewer than so
 * many halve it. The guide's bounds of 10 and 1,000 are the rule's own.
 */
public final class PoolKind implements Kind<PoolKind.Band> {
    /** The guide's: {@code pending > 2 × agents}. */
    private static final double UP = 2;

    /** The guide's: {@code pending < 0.25 × agents}. */
    private static final double DOWN = 0.25;

    private static final double MOST = 1e9;

    /** Tasks waiting a replica: above doubles, below halves. */
    public record Band(double up, double down) {}

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public Band parameters(ParameterReader given) {
        Band band = new Band(given.decimal("doubleAbove", 0, MOST, UP), given.decimal("halveBelow", 0, MOST, DOWN));
        if (4 * band.down() > band.up()) {
            given.fail(
                    "halveBelow",
                    "must be at most a quarter of doubleAbove, or halving leads to doubling; it is " + band.down());
        }
        return band;
    }

    @Override
    public Opinion propose(Band band, Memory before, Moment moment) {
        long pending = moment.sample().sums().queued();
        int current = moment.replicas();
        Supplier<String> reason =
                () -> String.format(Locale.ROOT, "%d tasks wait, %d replicas run: ", pending, current);
        if (pending > band.up() * current) {
            long twice = Math.max(1, Math.min(Integer.MAX_VALUE, 2L * current));
            return Opinion.of(
                    Memory.NONE, (int) twice, () -> reason.get() + "above " + band.up() + " a replica, twice as many");
        }
        if (pending < band.down() * current) {
            return Opinion.of(
                    Memory.NONE, current / 2, () -> reason.get() + "below " + band.down() + " a replica, half as many");
        }
        return Opinion.stay(
                Memory.NONE,
                current,
                Binding.WITHIN_BAND,
                () -> reason.get() + "between " + band.down() + " and " + band.up() + " a replica");
    }
}
