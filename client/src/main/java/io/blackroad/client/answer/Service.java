package io.blackroad.client.answer;

/**
 * A service in one region, which is what scaling decides on.
 *
 * @param id region/service
 * @param region its region
 * @param service its service
 * @param displayName what people call it
 * @param replicas what runs, as its controller reported; null when nobody has
 * @param ready of them, ready; null when nobody knows
 * @param minReplicas fewest that its rule allows; null without a rule
 * @param maxReplicas most that its rule allows; null without a rule
 * @param utilizationPermille use over request of the rule's metric, thousandths; null without a fresh sample
 * @param sample its newest load sample; null before the first
 * @param lastDecision its newest decision or hold; null before the first
 * @param stale whether a copy answered because the owner of the state could not: newer decisions may be missing
 */
public record Service(
        String id,
        String region,
        String service,
        String displayName,
        Integer replicas,
        Integer ready,
        Integer minReplicas,
        Integer maxReplicas,
        Integer utilizationPermille,
        LoadSample sample,
        Decision lastDecision,
        boolean stale) {}
