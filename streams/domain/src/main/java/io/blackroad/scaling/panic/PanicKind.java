package io.blackroad.scaling.panic;

import io.blackroad.scaling.Average;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Highs;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Micros;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rule kind {@code panic}: Knative's pod autoscaler. A stable window decides in quiet times; when a short window wants
 * more than twice what is ready, it decides alone and nothing is scaled down until it has been calm for a stable window.
 * {@code mode: safe} keeps the highest wish of either window for five minutes, where Knative falls to the average of the
 * moment when a panic ends, and often has to come back. The rule's minimum may be 0: the last replica then leaves after a grace.
 */
public final class PanicKind implements Kind<PanicSettings> {
    private static final String NAME = "panic";
    private static final int VERSION = 1;

    /** Knative evaluates every two seconds. */
    private static final String TICK_SECONDS = "2";

    private static final long TICK = 2 * Micros.SECOND;
    private static final long NEVER = -1;

    private static final int PANIC_SINCE = 0;
    private static final int MAX_PANIC = 1;
    private static final int NO_DEMAND_SINCE = 2;
    private static final int VALUES = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PanicSettings parameters(ParameterReader given) {
        return PanicSettings.read(given);
    }

    /** Knative has none of these limits; safe mode has the guards and no period. */
    @Override
    public Map<String, String> limits(PanicSettings settings) {
        return settings.letter()
                ? Map.of(
                        "limits.periodSeconds", TICK_SECONDS,
                        "limits.cooldownDownSeconds", "0",
                        "limits.oscillation", "false",
                        "limits.futileChanges", "0",
                        "limits.deadSourceSeconds", "0",
                        "limits.missingPercent", "100",
                        "limits.watchSeconds", "0")
                : Map.of("limits.cooldownDownSeconds", "0");
    }

    @Override
    public Opinion propose(PanicSettings settings, Memory before, Moment moment) {
        long now = moment.micros();
        int ready = moment.working();
        long[] numbers = before.isOf(NAME, VERSION) ? before.values() : begin(ready, now);
        long slice = Average.slice(settings.stableMicros());
        Average.add(numbers, VALUES, now, slice, settings.signal().at(moment));
        if (!moment.due()) {
            return Opinion.stay(
                    Memory.of(NAME, VERSION, numbers),
                    moment.replicas(),
                    Binding.WITHIN_BAND,
                    () -> "not evaluated now");
        }
        double stable = Average.over(numbers, VALUES, slice, settings.stableMicros());
        double panicked = Average.over(numbers, VALUES, slice, settings.panicMicros());
        KpaMath.Panic panic = new KpaMath.Panic(numbers[PANIC_SINCE], (int) numbers[MAX_PANIC]);
        KpaMath.Scale scale = KpaMath.scale(settings, panic, now, ready, stable, panicked, true);
        numbers[PANIC_SINCE] = scale.panic().panicSince();
        numbers[MAX_PANIC] = scale.panic().maxPanicReplicas();
        numbers[NO_DEMAND_SINCE] = scale.replicas() > 0 ? NEVER : since(numbers[NO_DEMAND_SINCE], now);
        long[] highs = {};
        int wanted = settings.letter() ? scale.replicas() : Math.max(scale.replicas(), scale.panicReplicas());
        if (settings.downDelayMicros() > 0) {
            highs = delayed(settings, numbers, now, wanted);
            wanted = (int) Highs.highest(highs);
        }
        boolean grace = wanted == 0 && now - numbers[NO_DEMAND_SINCE] < settings.graceMicros();
        wanted = grace ? Math.min(1, moment.replicas()) : wanted;
        return opinion(settings, moment, memory(numbers, highs), scale, wanted, new double[] {stable, panicked}, grace);
    }

    private static Opinion opinion(
            PanicSettings settings,
            Moment moment,
            Memory memory,
            KpaMath.Scale scale,
            int wanted,
            double[] averages,
            boolean grace) {
        boolean panics = scale.panic().panicSince() != KpaMath.CALM;
        Supplier<String> reason = () -> String.format(
                Locale.ROOT,
                "%s is %.2f over %d s and %.2f over %d s, the target %.2f a replica: %d replicas%s%s, burst capacity %+d",
                settings.signal().label(),
                averages[0],
                settings.stableMicros() / Micros.SECOND,
                averages[1],
                settings.panicMicros() / Micros.SECOND,
                settings.target(),
                scale.replicas(),
                panics ? ", in a panic" : "",
                grace ? ", the last one in its grace" : "",
                scale.excessBurst());
        if (wanted == moment.replicas()) {
            return Opinion.stay(memory, wanted, panics ? Binding.STABILIZED : Binding.WITHIN_BAND, reason);
        }
        Opinion opinion = Opinion.of(memory, wanted, reason);
        return panics ? opinion.urgently() : opinion;
    }

    private static long[] begin(int ready, long now) {
        long[] numbers = new long[VALUES + Average.size()];
        KpaMath.Panic panic = KpaMath.begin(ready, now);
        numbers[PANIC_SINCE] = panic.panicSince();
        numbers[MAX_PANIC] = panic.maxPanicReplicas();
        numbers[NO_DEMAND_SINCE] = NEVER;
        return numbers;
    }

    private static long since(long known, long now) {
        return known == NEVER ? now : known;
    }

    /** The wishes of the delay, as Knative keeps them: by evaluations, the oldest of which leaves as a new one comes. */
    private static long[] delayed(PanicSettings settings, long[] numbers, long now, int wanted) {
        int behind = VALUES + Average.size();
        long[] pairs = Arrays.copyOfRange(numbers, Math.min(behind, numbers.length), numbers.length);
        long window = (settings.downDelayMicros() + TICK - 1) / TICK;
        return Highs.with(pairs, now / TICK, window, wanted);
    }

    private static Memory memory(long[] numbers, long[] highs) {
        int fixed = VALUES + Average.size();
        long[] all = Arrays.copyOf(numbers, fixed + highs.length);
        System.arraycopy(highs, 0, all, fixed, highs.length);
        return Memory.of(NAME, VERSION, all);
    }
}
