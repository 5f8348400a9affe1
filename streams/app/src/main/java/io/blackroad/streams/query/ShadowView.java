package io.blackroad.streams.query;

import io.blackroad.scaling.ShadowBill;
import io.blackroad.schema.ScaleDecided;

/**
 * What a shadow rule set would have of a target.
 *
 * @param name of the rule set
 * @param replicas that it would run now; {@link TargetView#UNKNOWN} before its first tick
 * @param lastDecision its newest decision or hold; null before the first
 * @param bill what its replicas would have cost, and the real ones did; null before its first tick
 */
public record ShadowView(String name, int replicas, ScaleDecided lastDecision, ShadowBill bill) {}
