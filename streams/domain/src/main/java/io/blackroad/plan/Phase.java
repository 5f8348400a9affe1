package io.blackroad.plan;

import java.util.List;
import java.util.Optional;

/**
 * A stage of the fleet's growth.
 *
 * @param maxAgents agents that it is built for
 * @param budgetNanoDollars what it may cost a month, nano-dollars
 * @param date when it is planned for, as in 2026-Q1; empty when not stated
 * @param architecture shape of what it runs on; empty when not stated
 * @param regions regions that it runs in; 0 when not stated
 * @param resources what it is built from, for all its agents
 */
public record Phase(
        String id,
        int ordinal,
        int maxAgents,
        long budgetNanoDollars,
        String date,
        String architecture,
        int regions,
        List<Resource> resources) {
    public Phase {
        resources = List.copyOf(resources);
    }

    Optional<Resource> resource(String name) {
        return resources.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst();
    }
}
