package io.blackroad.connect;

import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import java.util.List;

/**
 * The rows of the control tables, as wanted. A rule's {@code version} is 0 and every {@code updatedAt} is 1970 until
 * {@link ControlWriter} has compared the rows with what the topics hold: only the writer knows what changed, and when.
 */
public record ControlTables(
        List<Region> regions,
        List<Worker> workers,
        List<GpuNode> gpuNodes,
        List<Target> targets,
        List<Rule> rules,
        List<Price> prices,
        List<Phase> phases,
        List<Budget> budgets,
        List<Alert> alerts) {

    public ControlTables {
        regions = List.copyOf(regions);
        workers = List.copyOf(workers);
        gpuNodes = List.copyOf(gpuNodes);
        targets = List.copyOf(targets);
        rules = List.copyOf(rules);
        prices = List.copyOf(prices);
        phases = List.copyOf(phases);
        budgets = List.copyOf(budgets);
        alerts = List.copyOf(alerts);
    }
}
