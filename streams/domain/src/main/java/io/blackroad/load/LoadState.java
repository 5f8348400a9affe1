package io.blackroad.load;

import io.blackroad.agent.TaskCounts;
import java.util.List;

/**
 * What is remembered of one target between partials.
 *
 * @param lastTick newest tick that a sample was given for; 0 before the first
 * @param sequence sequence of that sample; 0 before the first
 * @param counted tasks counted up to that sample
 * @param partials by partition and tick, rising: of each partition the newest one that a sample has used, and all after
 */
public record LoadState(long lastTick, long sequence, TaskCounts counted, List<Partial> partials) {

    /** Before the first partial. */
    public static final LoadState EMPTY = new LoadState(0, 0, TaskCounts.ZERO, List.of());

    public LoadState {
        partials = List.copyOf(partials);
    }
}
