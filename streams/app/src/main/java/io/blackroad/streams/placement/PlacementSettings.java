package io.blackroad.streams.placement;

import io.blackroad.placement.PlacementPolicy;
import java.time.Duration;

/**
 * How the placement stage measures time, in step with the agent stage.
 *
 * @param idle a source partition silent for this long, by our clock, holds nothing back
 * @param lost an agent of which nothing can be heard for this long is lost
 * @param partitions how many partitions the agent topics have
 */
public record PlacementSettings(Duration tick, PlacementPolicy policy, Duration idle, Duration lost, int partitions) {}
