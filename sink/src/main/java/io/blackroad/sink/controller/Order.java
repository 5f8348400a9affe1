package io.blackroad.sink.controller;

import java.time.Instant;

/**
 * A decision to be acted on: an up or down of the real rule set.
 *
 * @param sequence its place in the target's decisions, from 1; what is fenced on
 * @param decisionId its id, for the answer
 * @param replicas replicas wanted
 * @param validUntil never applied after this time
 * @param at where it stands in the topic
 */
record Order(TargetId target, long sequence, String decisionId, int replicas, Instant validUntil, Position at) {

    /** A place in the decisions topic. */
    record Position(int partition, long offset) {}
}
