package io.blackroad.advice;

import io.blackroad.alert.AlertChange;
import java.util.List;

/**
 * What is remembered of one size.
 *
 * @param size the size that the uses are shares of; 0 before the first
 * @param minute the last minute that was read, since 1970
 * @param hours uses by hour, oldest first
 * @param last what was said last; null before
 * @param advised the size that was advised then
 */
public record AdviceState(long size, long minute, List<Hour> hours, AlertChange last, long advised) {

    /** Before the first reading. */
    public static final AdviceState EMPTY = new AdviceState(0, Long.MIN_VALUE, List.of(), null, 0);

    /**
     * Uses of one hour.
     *
     * @param hour hours since 1970
     * @param sketch as {@link io.blackroad.load.Sketch#encoded()} gives it
     */
    public record Hour(long hour, List<Integer> sketch) {
        public Hour {
            sketch = List.copyOf(sketch);
        }
    }

    public AdviceState {
        hours = List.copyOf(hours);
    }

    boolean active() {
        return last != null && last.active();
    }
}
