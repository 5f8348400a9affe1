package io.blackroad.infra.simulation;

import io.blackroad.placement.WorkerRow;
import io.blackroad.scaling.ScaleRule;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What stages look at beside their sources.
 *
 * @param clock the time that it is where a stage runs
 * @param rules the rule of a target as it is at the moment
 * @param alerts the rows that alerts go by at the moment
 * @param workers the rows of a region's workers as they are at the moment
 * @param unread true for a partition of facts that are not all read
 * @param bug the fault planted in our own code
 */
record Surroundings(
        LongSupplier clock,
        Function<String, ScaleRule> rules,
        Supplier<AlertRows> alerts,
        Function<String, List<WorkerRow>> workers,
        IntPredicate unread,
        Bug bug) {

    /** True when the region's agents are placed. */
    boolean places(String region) {
        return !workers.apply(region).isEmpty();
    }
}
