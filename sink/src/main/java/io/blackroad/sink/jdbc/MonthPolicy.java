package io.blackroad.sink.jdbc;

/**
 * How the months of tasks are kept.
 *
 * @param ahead months after this one for which partitions are made
 * @param kept months before this one that stay; older partitions are detached and stay as tables of their own
 */
public record MonthPolicy(int ahead, int kept) {
    public static final MonthPolicy DEFAULT = new MonthPolicy(3, 12);

    public MonthPolicy {
        if (ahead < 1 || kept < 1) {
            throw new IllegalArgumentException("months ahead and kept are at least 1, not " + ahead + " and " + kept);
        }
    }
}
