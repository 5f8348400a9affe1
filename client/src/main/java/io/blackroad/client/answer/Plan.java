package io.blackroad.client.answer;

import java.util.List;

/**
 * What a fleet of so many agents needs and costs, in billionths of a dollar a month of 730 hours.
 *
 * @param agents the fleet
 * @param phase the phase that it needs
 * @param beyond whether it is beyond the last phase
 * @param materials what has to run
 * @param total what all of it costs
 * @param costs the same by category
 * @param differences where the numbers that people go by contradict
 * @param assumptions what was assumed
 */
public record Plan(
        long agents,
        Phase phase,
        boolean beyond,
        List<Material> materials,
        Price total,
        List<Price> costs,
        List<String> differences,
        List<String> assumptions) {

    /**
     * A phase of the fleet.
     *
     * @param id its name
     * @param maxAgents what it is built for
     * @param budgetNanoDollars what it may cost a month
     */
    public record Phase(String id, long maxAgents, long budgetNanoDollars) {}

    /**
     * Something that has to run.
     *
     * @param name what it is
     * @param product what is bought
     * @param count how many
     * @param reason why so many
     */
    public record Material(String name, String product, long count, String reason) {}

    /**
     * A cost from every side; null where something has no price.
     *
     * @param category what costs
     * @param computed by the price rows
     * @param guide by the guide's table
     */
    public record Price(String category, Long computed, Long guide) {}
}
