package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;

/**
 * What a shadow rule set would have of a target.
 *
 * @param name of the rule set
 * @param replicas that it would run now; {@link TargetView#UNKNOWN} before its first tick
 * @param lastDecision its newest decision or hold; null before the first
 */
public record ShadowView(String name, int replicas, ScaleDecided lastDecision) {}
