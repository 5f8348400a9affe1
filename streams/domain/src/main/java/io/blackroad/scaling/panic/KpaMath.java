package io.blackroad.scaling.panic;

/**
 * The sums of Knative's pod autoscaler. Source:
 * https://github.com/knative/serving/blob/main/pkg/autoscaler/scaling/autoscaler.go.
 */
public final class KpaMath {
    private KpaMath() {}

    /**
     * What is remembered between evaluations.
     *
     * @param panicSince when the panic threshold was last crossed, microseconds; {@link #CALM} outside a panic
     * @param maxPanicReplicas most replicas of this panic
     */
    public record Panic(long panicSince, int maxPanicReplicas) {}

    /** Not in a panic. */
    public static final long CALM = Long.MIN_VALUE;

    /**
     * What an evaluation gives.
     *
     * @param panicReplicas what the panic window alone wants
     * @param excessBurst capacity left after the burst that should be free; negative is too little
     */
    public record Scale(int replicas, int panicReplicas, Panic panic, int excessBurst) {}

    /** The state of a scaler that begins: with more than one replica it begins in a panic, since its history is lost. */
    public static Panic begin(int ready, long now) {
        return new Panic(ready > 1 ? now : CALM, ready);
    }

    /**
     * Evaluates once.
     *
     * @param stable average over the stable window
     * @param panicked average over the panic window
     * @param reachable false when nothing may be sent to it any more: it may then fall at any rate
     */
    public static Scale scale(
            PanicSettings settings,
            Panic before,
            long now,
            int ready,
            double stable,
            double panicked,
            boolean reachable) {
        double base = Math.max(1, ready);
        double most = Math.ceil(settings.maxUpRate() * base);
        double least = reachable ? Math.floor(base / settings.maxDownRate()) : 0;
        double stableWish = Math.ceil(stable / settings.target());
        double panicWish = Math.ceil(panicked / settings.target());
        int wantStable = activated(settings, stableWish, (int) Math.min(Math.max(stableWish, least), most));
        int wantPanic = activated(settings, panicWish, (int) Math.min(Math.max(panicWish, least), most));
        Panic panic = panic(settings, before, now, panicWish / base >= settings.panicThreshold());
        int wanted = wantStable;
        if (panic.panicSince() != CALM) {
            wanted = Math.max(panic.maxPanicReplicas(), Math.max(wantStable, wantPanic));
            panic = new Panic(panic.panicSince(), wanted);
        }
        return new Scale(wanted, wantPanic, panic, excessBurst(settings, ready, panicked));
    }

    private static int activated(PanicSettings settings, double wish, int wanted) {
        return settings.activationScale() > 1 && wish > 0 ? Math.max(settings.activationScale(), wanted) : wanted;
    }

    private static Panic panic(PanicSettings settings, Panic before, long now, boolean over) {
        if (over) {
            return new Panic(now, before.maxPanicReplicas());
        }
        boolean ends = before.panicSince() != CALM && before.panicSince() + settings.stableMicros() < now;
        return ends ? new Panic(CALM, 0) : before;
    }

    private static int excessBurst(PanicSettings settings, int ready, double panicked) {
        if (settings.burstCapacity() == 0) {
            return 0;
        }
        return settings.burstCapacity() < 0
                ? -1
                : (int) Math.floor(ready * settings.total() - settings.burstCapacity() - panicked);
    }
}
