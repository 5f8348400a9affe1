package io.blackroad.connect;

/** {@link RandomTables} for the tests of other packages. */
public final class SeededTables {
    private SeededTables() {}

    public static ControlTables of(long seed) {
        return RandomTables.of(seed);
    }
}
