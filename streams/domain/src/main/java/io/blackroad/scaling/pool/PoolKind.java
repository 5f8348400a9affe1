package io.blackroad.scaling.pool;

import io.blackroad.load.AgentSums;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Rule kind {@code pool}, the guide's pool of agents: more than so many tasks waiting a replica double it, fewer than so
 * many halve it. The guide's bounds of 10 and 1,000 are the rule's own. Only idle agents are given up, so it shrinks by no
 * more than are idle. With an objective for misses it keeps so many agents awake beside the busy ones that a task that
 * arrives seldom finds none ({@link WarmPool}).
 */
public final class PoolKind implements Kind<PoolKind.Band> {
    /** The guide's: {@code pending > 2 × agents}. */
    private static final double UP = 2;

    /** The guide's: {@code pending < 0.25 × agents}. */
    private static final double DOWN = 0.25;

    private static final double MOST = 1e9;
    private static final double HOUR = 3_600;
    private static final double USUAL_WAKE_SECONDS = 10;

    /**
     * Its parameters.
     *
     * @param up tasks waiting a replica: above doubles
     * @param down below halves
     * @param missPermille claims that may find no warm agent, thousandths; 0 keeps none warm
     * @param wakeMicros time until an agent that is woken can work
     */
    public record Band(double up, double down, int missPermille, long wakeMicros) {}

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public Band parameters(ParameterReader given) {
        Band band = new Band(
                given.decimal("doubleAbove", 0, MOST, UP),
                given.decimal("halveBelow", 0, MOST, DOWN),
                (int) Math.round(10 * given.decimal("missPercent", 0, 50, 0)),
                given.seconds("wakeSeconds", 0, HOUR, USUAL_WAKE_SECONDS));
        if (4 * band.down() > band.up()) {
            given.fail(
                    "halveBelow",
                    "must be at most a quarter of doubleAbove, or halving leads to doubling; it is " + band.down());
        }
        return band;
    }

    @Override
    public Opinion propose(Band band, Memory before, Moment moment) {
        Opinion asked = byQueue(band, moment);
        return band.missPermille() == 0 ? asked : warmed(band, asked, before, moment);
    }

    /** The number of warm agents that a rule of this kind wants, from what it remembers; empty when it wants none. */
    public static OptionalInt warm(List<Memory> memories) {
        return memories.stream()
                .mapToInt(ClaimRate::warm)
                .filter(warm -> warm >= 0)
                .findFirst();
    }

    private static Opinion byQueue(Band band, Moment moment) {
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
            return fewer(band, moment, reason);
        }
        return Opinion.stay(
                Memory.NONE,
                current,
                Binding.WITHIN_BAND,
                () -> reason.get() + "between " + band.down() + " and " + band.up() + " a replica");
    }

    private static Opinion fewer(Band band, Moment moment, Supplier<String> reason) {
        int current = moment.replicas();
        int half = current / 2;
        int idle = idle(moment);
        if (idle >= current - half) {
            return Opinion.of(
                    Memory.NONE, half, () -> reason.get() + "below " + band.down() + " a replica, half as many");
        }
        String why = "below " + band.down() + " a replica, but of half of them only " + idle + " are idle";
        return idle > 0
                ? Opinion.of(Memory.NONE, current - idle, () -> reason.get() + why)
                : Opinion.stay(Memory.NONE, current, Binding.WITHIN_BAND, () -> reason.get() + why);
    }

    /** Replicas that do nothing, in proportion where one has several agents; all of them when nobody says what it does. */
    private static int idle(Moment moment) {
        AgentSums sums = moment.sample().sums();
        int current = moment.replicas();
        if (sums.idle() + sums.busy() == 0) {
            return current;
        }
        return (int) Math.min(current, (long) sums.idle() * current / Math.max(1, sums.agents()));
    }

    private static Opinion warmed(Band band, Opinion asked, Memory before, Moment moment) {
        long claims = moment.sample().tasks().submitted();
        ClaimRate rate = ClaimRate.after(before, claims, moment.tickMicros(), moment.micros());
        if (rate.windowMicros() == 0) {
            int stays = Math.max(asked.replicas(), moment.replicas());
            Supplier<String> unwatched = () -> asked.reason().get() + "; how often one is claimed is not known yet";
            return opinion(rate.with(0), stays, moment, unwatched);
        }
        int warm = WarmPool.size(rate.claims(), rate.windowMicros(), band.wakeMicros(), band.missPermille());
        int busy = busy(moment);
        int least = (int) Math.min(Integer.MAX_VALUE, (long) busy + warm);
        Memory memory = rate.with(warm);
        Supplier<String> reason = () -> asked.reason().get()
                + String.format(
                        Locale.ROOT,
                        "; %d are busy and %d stay warm, for %d claims in %d s and a wake of %.1f s at most %.1f %% find none",
                        busy,
                        warm,
                        rate.claims(),
                        rate.windowMicros() / 1_000_000,
                        band.wakeMicros() / 1e6,
                        band.missPermille() / 10.0);
        return opinion(memory, Math.max(asked.replicas(), least), moment, reason);
    }

    private static Opinion opinion(Memory memory, int to, Moment moment, Supplier<String> reason) {
        return to == moment.replicas()
                ? Opinion.stay(memory, to, Binding.WITHIN_BAND, reason)
                : Opinion.of(memory, to, reason);
    }

    /** Replicas with an agent that works, in proportion where one has several. */
    private static int busy(Moment moment) {
        AgentSums sums = moment.sample().sums();
        int agents = Math.max(1, sums.agents());
        return (int) Math.min(moment.replicas(), ((long) sums.busy() * moment.replicas() + agents - 1) / agents);
    }
}
