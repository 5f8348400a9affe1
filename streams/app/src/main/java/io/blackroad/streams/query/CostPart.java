package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * One instance's part of the costs.
 *
 * @param reports the report, from the one that reckons for all
 * @param dearest the dearest agents that are held here, if costs are asked for by agent
 */
record CostPart(List<ObjectNode> reports, List<AgentShare> dearest, Set<Partition> partitions) implements Part {
    CostPart {
        reports = List.copyOf(reports);
        dearest = List.copyOf(dearest);
        partitions = Set.copyOf(partitions);
    }
}
