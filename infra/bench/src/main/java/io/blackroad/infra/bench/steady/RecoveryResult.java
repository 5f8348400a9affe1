package io.blackroad.infra.bench.steady;

import java.util.List;

/**
 * What the kills of one set-up showed.
 *
 * @param agents agents of the fleet
 * @param instances that ran
 * @param eventsPerSecond facts sent a second
 * @param recoveries a kill each
 * @param scaleDowns decisions for fewer replicas; the fleet's load is steady, so each is wrong
 * @param differences what was lost or came twice; empty when all is accounted for
 */
public record RecoveryResult(
        int agents,
        int instances,
        double eventsPerSecond,
        List<Recovery> recoveries,
        long scaleDowns,
        List<String> differences) {}
