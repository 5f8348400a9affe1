package io.blackroad.sink.jdbc;

import java.time.YearMonth;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be done about the months of tasks. Rows of the default partition that are of the future stay there until
 * their month comes near: a month that some wrong clock made up is not worth a partition.
 *
 * @param attach months that get a partition, with their rows out of the default partition
 * @param detach months whose partition becomes a table of its own
 * @param archive months whose rows go out of the default partition into such a table
 */
record MonthPlan(SortedSet<YearMonth> attach, SortedSet<YearMonth> detach, SortedSet<YearMonth> archive) {

    /**
     * @param attached months that have a partition
     * @param waiting months that have rows in the default partition
     * @param now this month
     */
    static MonthPlan of(Set<YearMonth> attached, Set<YearMonth> waiting, YearMonth now, MonthPolicy policy) {
        YearMonth oldest = now.minusMonths(policy.kept());
        YearMonth newest = now.plusMonths(policy.ahead());
        SortedSet<YearMonth> attach = new TreeSet<>();
        SortedSet<YearMonth> archive = new TreeSet<>();
        for (YearMonth month : waiting) {
            if (month.isBefore(oldest)) {
                archive.add(month);
            } else if (!month.isAfter(newest)) {
                attach.add(month);
            }
        }
        for (YearMonth month = now; !month.isAfter(newest); month = month.plusMonths(1)) {
            attach.add(month);
        }
        attach.removeAll(attached);
        SortedSet<YearMonth> detach = new TreeSet<>(attached);
        detach.removeIf(month -> !month.isBefore(oldest));
        return new MonthPlan(attach, detach, archive);
    }
}
