package io.blackroad.streams.query;

import java.util.List;
import java.util.Set;

/**
 * One instance's part of the status: the raw numbers of what it holds.
 *
 * @param nanoDollarsPerMonth what it costs to go on as now; null unless this instance reckons the costs, and knows
 */
record StatusPart(
        Set<Partition> partitions,
        List<PartitionTotals> totals,
        List<TargetLoad> targets,
        List<ScalingEvent> events,
        List<AlertView> alerts,
        Long nanoDollarsPerMonth)
        implements Part {
    StatusPart {
        partitions = Set.copyOf(partitions);
        totals = List.copyOf(totals);
        targets = List.copyOf(targets);
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
    }
}
