package io.blackroad.scaling;

import java.util.Arrays;

/**
 * What one rule kind, or the limits, remember of one target between ticks: whole numbers and nothing else, because they
 * are stored each tick, copied into the evidence of each decision, and compared. Immutable. It names who wrote it and in
 * which layout, so that a rule which changes its kind, or a newer layout, starts anew instead of reading another's numbers.
 */
public final class Memory {
    /** Before the first tick. */
    public static final Memory NONE = new Memory("", 0, new long[0]);

    private final String owner;
    private final int version;
    private final long[] values;

    private Memory(String owner, int version, long[] values) {
        this.owner = owner;
        this.version = version;
        this.values = values;
    }

    /**
     * A memory with these numbers.
     *
     * @param owner who wrote it, as in {@code panic}
     * @param version layout of the numbers
     * @param values taken over: the caller must not change them afterwards
     */
    public static Memory of(String owner, int version, long... values) {
        return new Memory(owner, version, values);
    }

    /** True when this was written by {@code name} in the layout {@code layout}; otherwise its numbers mean nothing to it. */
    public boolean isOf(String name, int layout) {
        return version == layout && owner.equals(name);
    }

    public String owner() {
        return owner;
    }

    public int version() {
        return version;
    }

    public int size() {
        return values.length;
    }

    public long at(int index) {
        return values[index];
    }

    /** A copy of the numbers, to change and to make the next memory of. */
    public long[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Memory memory
                && version == memory.version
                && owner.equals(memory.owner)
                && Arrays.equals(values, memory.values);
    }

    @Override
    public int hashCode() {
        return 31 * owner.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return owner + " v" + version + " " + Arrays.toString(values);
    }
}
