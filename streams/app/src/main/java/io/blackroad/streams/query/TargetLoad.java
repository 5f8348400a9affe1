package io.blackroad.streams.query;

/**
 * What status needs of one target.
 *
 * @param replicas replicas that run; null when unknown
 * @param maxReplicas most that its rule allows; null without a rule
 * @param usage from its newest sample; null before the first
 */
record TargetLoad(TargetKey key, String displayName, Integer replicas, Integer maxReplicas, Usage usage) {

    static TargetLoad of(TargetView target) {
        return new TargetLoad(
                target.key(),
                target.displayName(),
                target.replicas() == TargetView.UNKNOWN ? null : Integer.valueOf(target.replicas()),
                target.rule() == null ? null : Integer.valueOf(target.rule().getMaxReplicas()),
                target.sample() == null ? null : Usage.of(target.sample()));
    }
}
