package io.blackroad.streams.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The fleet as it was seen once.
 *
 * @param missing partitions that nobody could speak for; agents in them keep their seats
 * @param decisions the newest ones, each with a {@code decisionId}, newest first; those seen before are told apart
 */
public record View(
        Instant at,
        Collection<Sight> sights,
        Set<String> missing,
        List<TargetPoint> points,
        List<ObjectNode> decisions) {}
