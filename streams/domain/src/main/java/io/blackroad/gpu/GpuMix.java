package io.blackroad.gpu;

import java.util.Map;

/** How often each shape was asked for, as a pool has learnt it. */
public final class GpuMix {
    /** Nothing learnt yet. */
    public static final GpuMix EMPTY = new GpuMix(Mix.EMPTY);

    private final Mix mix;

    GpuMix(Mix mix) {
        this.mix = mix;
    }

    /** Counts to be remembered, by shape; their order is part of what was learnt. */
    public Map<GpuShape, Count> counts() {
        return mix.counts();
    }

    /**
     * A mix as it was.
     *
     * @param counts as {@link #counts} gave them, in that order
     * @param learnAt as {@link #learnAt} gave it
     */
    public static GpuMix restore(Map<GpuShape, Count> counts, long learnAt) {
        return new GpuMix(Mix.restore(counts, learnAt));
    }

    /** Number of requests at which the weights are taken over the next time. */
    public long learnAt() {
        return mix.learnAt();
    }

    Mix mix() {
        return mix;
    }

    /**
     * How often a shape was asked for.
     *
     * @param seen until now
     * @param weight what packing reckons with; -1 while it has not taken the shape over
     */
    public record Count(long seen, long weight) {}
}
