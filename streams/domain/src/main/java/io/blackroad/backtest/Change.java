package io.blackroad.backtest;

/**
 * A change that a rule set made.
 *
 * @param tick ticks that had passed by then
 * @param from replicas before
 * @param to replicas after
 * @param binding what bound the result
 * @param reason one sentence
 */
public record Change(int tick, int from, int to, String binding, String reason) {}
