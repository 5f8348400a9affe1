package io.blackroad.streams.agent;

import java.util.BitSet;
import java.util.Set;

/** Which targets of the agent table are of a region that has workers. */
final class ManagedTargets {
    private final AgentTable table;
    private final BitSet managed = new BitSet();
    private Set<String> regions = Set.of();

    ManagedTargets(AgentTable table) {
        this.table = table;
    }

    /** Takes over the regions that have workers; true when one has some for the first time. */
    boolean follow(Set<String> nowRegions) {
        boolean more = !regions.containsAll(nowRegions);
        regions = nowRegions;
        managed.clear();
        for (int target = 0; !regions.isEmpty() && target < table.targets().size(); target++) {
            String name = table.targets().get(target);
            managed.set(target, regions.contains(name.substring(0, name.indexOf('/'))));
        }
        return more;
    }

    boolean none() {
        return regions.isEmpty();
    }

    boolean has(String region) {
        return regions.contains(region);
    }

    /** True when a slot is in use by an agent whose region has workers. */
    boolean isManaged(int slot) {
        return table.used(slot) && table.target[slot] != AgentTable.NONE && managed.get(table.target[slot]);
    }
}
