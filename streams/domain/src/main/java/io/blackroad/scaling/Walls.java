package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import io.blackroad.scaling.Chain.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The limits around the parts of a rule, in the order in which they work: signals, tolerance, stabilisation, rates,
 * bounds, cooldown, pause, money, oscillation, effect, the fleet's budget, confirmation. Lives for one tick.
 */
final class Walls {
    /** The first wait after scale-ups that did not help, and how often it doubles: 5, 10, 20, 40 minutes. */
    private static final long FIRST_FUTILE_WAIT = 300 * Micros.SECOND;

    private static final int MAX_FUTILE_DOUBLINGS = 3;

    /** When so many percent of what arrived then arrive now, it is another load. */
    private static final long MORE_ARRIVALS_PERCENT = 125;

    private final ScaleRule rule;
    private final LimitSettings limits;
    private final TargetState state;
    private final Moment moment;
    private final Circumstances around;
    private final Memory[] memories;
    private final int first;
    private final long micros;

    /** Fewest replicas, by the rule or a schedule. */
    private int least;

    Walls(ScaleRule rule, TargetState state, Moment moment, Circumstances around, Memory[] memories, int firstSlot) {
        this.rule = rule;
        this.limits = rule.limits();
        this.state = state;
        this.moment = moment;
        this.around = around;
        this.memories = memories;
        this.first = firstSlot;
        this.micros = moment.micros();
        if (limits.deadSourceMicros() > 0) {
            put(Slot.SIGNALS, DeadSource.seen(get(Slot.SIGNALS), moment.sample(), micros));
        }
        if (limits.monthNanoDollars() > 0) {
            long price = around.replicaNanoDollarsPerHour();
            put(Slot.MONEY, Money.spent(get(Slot.MONEY), moment.now(), state.replicas(), price));
        }
    }

    /** The way back when what runs is outside the rule's bounds: only pauses, money and confirmation stand in it. */
    Draft backInside() {
        int current = state.replicas();
        boolean few = current < rule.min();
        int to = few ? rule.min() : rule.max();
        Binding binding = few ? Binding.MINIMUM : Binding.MAXIMUM;
        Draft draft = new Draft(current, to, true, binding, () -> Sentences.outsideBounds(current, rule));
        pause(draft);
        money(draft);
        confirm(draft);
        return draft;
    }

    Draft through(Draft draft, List<Opinion> opinions) {
        signals(draft);
        tolerance(draft);
        stabilization(draft);
        rates(draft);
        bounds(draft, opinions);
        cooldown(draft);
        pause(draft);
        money(draft);
        oscillation(draft);
        effect(draft);
        fleet(draft);
        confirm(draft);
        return draft;
    }

    /** Writes down what a change means for the ticks to come. */
    void remember(Draft draft) {
        int difference = draft.to() - draft.current();
        if (difference == 0) {
            return;
        }
        long longest = Math.max(limits.up().longestPeriod(), limits.down().longestPeriod());
        if (longest > 0) {
            put(Slot.RATES, Rates.changed(get(Slot.RATES), micros, longest, difference));
        }
        if (limits.oscillation()) {
            put(Slot.OSCILLATION, Oscillation.changed(get(Slot.OSCILLATION), micros, draft.direction()));
        }
    }

    /** What the sample cannot be trusted with is said in the same tick, whatever is wished for; only a way up is open. */
    private void signals(Draft draft) {
        if (draft.direction() == Direction.UP) {
            return;
        }
        AgentSums sums = moment.sample().sums();
        long all = (long) sums.fresh() + sums.missing();
        // Who has not started yet has no sample and is no reason to doubt those of the others.
        long missing = (long) sums.missing() - (sums.starting() - sums.startingFresh());
        if (missing * 100L > all * limits.missingPercent()) {
            doubt(
                    draft,
                    "missing",
                    Binding.MISSING_SAMPLES,
                    () -> String.format(
                            Locale.ROOT,
                            "%d of %d agents have no fresh sample, above %d %%",
                            missing,
                            all,
                            limits.missingPercent()));
            return;
        }
        if (limits.deadSourceMicros() > 0) {
            String contradiction =
                    DeadSource.contradiction(get(Slot.SIGNALS), moment.sample(), micros, limits.deadSourceMicros());
            if (contradiction != null) {
                doubt(draft, "signals", Binding.DEAD_SOURCE, () -> contradiction);
            }
        }
    }

    private static void doubt(Draft draft, String limit, Binding binding, Supplier<String> why) {
        if (draft.direction() == Direction.HOLD) {
            draft.doubt(binding, why);
        } else {
            draft.hold(limit, binding, why);
        }
    }

    private void tolerance(Draft draft) {
        boolean up = draft.direction() == Direction.UP;
        int permille = up ? limits.toleranceUpPermille() : limits.toleranceDownPermille();
        long difference = Math.abs((long) draft.to() - draft.current());
        if (difference > 0 && difference * 1_000 <= (long) permille * draft.current()) {
            draft.hold(
                    "tolerance",
                    Binding.TOLERANCE,
                    () -> "a change of less than " + Sentences.percent(permille) + " is not worth it");
        }
    }

    private void stabilization(Draft draft) {
        int wish = draft.to();
        int current = draft.current();
        int lowest = wish;
        int highest = wish;
        if (limits.up().stabilizationMicros() > 0) {
            Memory window = Envelope.up(get(Slot.UP_WINDOW), micros, limits.up().stabilizationMicros(), current, wish);
            put(Slot.UP_WINDOW, window);
            lowest = draft.urgent() ? wish : Envelope.lowest(window);
        }
        if (limits.down().stabilizationMicros() > 0) {
            Memory window =
                    Envelope.down(get(Slot.DOWN_WINDOW), micros, limits.down().stabilizationMicros(), current, wish);
            put(Slot.DOWN_WINDOW, window);
            highest = Envelope.highest(window);
        }
        int inside = current;
        inside = Math.max(inside, lowest);
        inside = Math.min(inside, highest);
        int low = lowest;
        int high = highest;
        draft.limit(
                "stabilization",
                inside,
                Binding.STABILIZED,
                () -> "wishes of the stabilization windows reach from " + low + " to " + high);
    }

    private void rates(Draft draft) {
        int current = draft.current();
        if (draft.direction() == Direction.UP) {
            int most = Rates.highest(limits.up(), limits.exactRates(), get(Slot.RATES), micros, current);
            if (draft.to() > most) {
                draft.limit("rates", most, Binding.RATE_LIMITED, () -> "the rate policies allow no more than " + most);
            }
        } else if (draft.direction() == Direction.DOWN) {
            int least = Rates.lowest(limits.down(), limits.exactRates(), get(Slot.RATES), micros, current);
            if (draft.to() < least) {
                draft.limit(
                        "rates", least, Binding.RATE_LIMITED, () -> "the rate policies allow no fewer than " + least);
            }
        }
    }

    private void bounds(Draft draft, List<Opinion> opinions) {
        int floor = 0;
        int ceiling = Integer.MAX_VALUE;
        for (Opinion opinion : opinions) {
            floor = Math.max(floor, opinion.floor());
            ceiling = Math.min(ceiling, opinion.ceiling());
        }
        int min = Math.max(rule.min(), Math.min(rule.max(), floor));
        int max = Math.max(min, Math.min(rule.max(), ceiling));
        least = min;
        if (draft.to() < min) {
            boolean schedule = min > rule.min();
            draft.limit(
                    "bounds",
                    min,
                    schedule ? Binding.SCHEDULE : Binding.MINIMUM,
                    () -> (schedule ? "the schedule's minimum is " : "the minimum is ") + min);
        } else if (draft.to() > max) {
            boolean schedule = max < rule.max();
            draft.limit(
                    "bounds",
                    max,
                    schedule ? Binding.SCHEDULE : Binding.MAXIMUM,
                    () -> (schedule ? "the schedule's maximum is " : "the maximum is ") + max);
        }
    }

    private void cooldown(Draft draft) {
        boolean down = draft.direction() == Direction.DOWN;
        long wait = down ? limits.cooldownDownMicros() : draft.urgent() ? 0 : limits.cooldownUpMicros();
        Instant changed = state.lastChangeAt();
        if (changed != null && micros < Micros.of(changed) + wait) {
            Instant until = Micros.instant(Micros.of(changed) + wait);
            draft.hold("cooldown", Binding.COOLDOWN, () -> "the cooldown ends at " + until);
            return;
        }
        Instant since = state.observedSince();
        if (down && limits.watchMicros() > 0 && (since == null || micros < Micros.of(since) + limits.watchMicros())) {
            draft.hold(
                    "watch",
                    Binding.COOLDOWN,
                    () -> since == null
                            ? "no agent has a fresh sample"
                            : "it is watched without a break only since " + since + " and scales down after "
                                    + limits.watchMicros() / Micros.SECOND + " s of that");
        }
    }

    private void pause(Draft draft) {
        if (draft.direction() != Direction.HOLD && rule.paused(draft.direction())) {
            draft.hold("pause", Binding.PAUSED, () -> "an operator has paused " + draft.wanted());
        }
    }

    private void money(Draft draft) {
        long price = around.replicaNanoDollarsPerHour();
        if (price <= 0) {
            return;
        }
        if (limits.hourNanoDollars() > 0) {
            long fits = Money.fitsHour(limits.hourNanoDollars(), price);
            cut(draft, fits, "an hour's cap of " + Money.dollars(limits.hourNanoDollars()), price);
        }
        if (limits.monthNanoDollars() > 0) {
            Memory spent = get(Slot.MONEY);
            long cap = limits.monthNanoDollars();
            long fits = Money.fitsMonth(spent, cap, price, rule.min(), moment.now());
            cut(
                    draft,
                    fits,
                    "the month's cap of " + Money.dollars(cap) + ", of which " + Money.dollars(Money.ofMonth(spent))
                            + " is spent,",
                    price);
        }
    }

    private void cut(Draft draft, long fits, String cap, long price) {
        int to = (int) Math.max(rule.min(), Math.min(draft.to(), fits));
        int wish = draft.to();
        if (to < wish) {
            draft.limit(
                    "money",
                    to,
                    Binding.MONEY,
                    () -> String.format(
                            Locale.ROOT,
                            "%s allows %d; lifting it costs %s an hour more",
                            cap,
                            to,
                            Money.dollars(Money.times(wish - to, price))));
        }
    }

    private void oscillation(Draft draft) {
        // A cut by money is no oscillation.
        if (!limits.oscillation() || draft.direction() != Direction.DOWN || draft.binding() == Binding.MONEY) {
            return;
        }
        long until = Oscillation.heldUntil(get(Slot.OSCILLATION), micros);
        if (micros < until) {
            int level = Oscillation.level(get(Slot.OSCILLATION), micros);
            draft.hold(
                    "oscillation",
                    Binding.OSCILLATION,
                    () -> "it went back and forth " + level + " times lately and scales down again at "
                            + Micros.instant(until));
        }
    }

    /**
     * Replicas that did not help are not ordered again and again. What ran before the last of them may run again. It
     * gives way by itself: after a time that doubles with each further one, or when more arrives than then.
     */
    private void effect(Draft draft) {
        Memory effects = state.effects();
        int allowed = limits.futileChanges();
        int futile = allowed > 0 && draft.direction() == Direction.UP ? Effects.futile(effects, micros) : 0;
        if (futile == 0 || futile < allowed) {
            return;
        }
        int doublings = Math.min(futile - allowed, MAX_FUTILE_DOUBLINGS);
        long until = Effects.futileAt(effects) + (FIRST_FUTILE_WAIT << doublings);
        long then = Effects.futileArrivals(effects);
        long arrive = Effects.arrivals(effects);
        boolean more = then > 0 && arrive * 100 >= then * MORE_ARRIVALS_PERCENT;
        int ceiling = Math.max(least, Math.max(draft.current(), Effects.futileFrom(effects)));
        if (micros >= until || more || draft.to() <= ceiling) {
            return;
        }
        draft.limit(
                "effect",
                ceiling,
                Binding.FUTILE,
                () -> String.format(
                        Locale.ROOT,
                        "the last %d scale-ups did not help (%d to %d); more than %d waits until %s%s",
                        futile,
                        Effects.futileFrom(effects),
                        Effects.futileTo(effects),
                        ceiling,
                        Micros.instant(until),
                        then > 0
                                ? String.format(
                                        Locale.ROOT,
                                        " or until %.1f tasks/s arrive",
                                        then * MORE_ARRIVALS_PERCENT / 1e5)
                                : ""));
    }

    private void fleet(Draft draft) {
        int budget = limits.fleetChangesPerMinute();
        if (draft.direction() != Direction.HOLD && budget > 0 && around.fleetChanges() >= budget) {
            draft.hold(
                    "fleet",
                    Binding.FLEET_BUDGET,
                    () -> "the fleet made " + around.fleetChanges() + " changes in the last minute, the budget is "
                            + budget);
        }
    }

    private void confirm(Draft draft) {
        if (draft.direction() == Direction.HOLD
                || state.pendingDirection() != draft.direction()
                || state.pendingSince() == null
                || !moment.now().isBefore(state.pendingSince().plus(rule.confirm()))) {
            return;
        }
        draft.hold(
                "confirm",
                Binding.UNCONFIRMED,
                () -> String.format(
                        Locale.ROOT,
                        "decision %d (%s) of %s is not applied yet",
                        state.pendingSequence(),
                        state.pendingDirection(),
                        state.pendingSince()));
    }

    private Memory get(Slot slot) {
        return memories[first + slot.ordinal()];
    }

    private void put(Slot slot, Memory memory) {
        memories[first + slot.ordinal()] = memory;
    }
}
