package io.blackroad.backtest;

/** A rule set in a backtest. */
public interface Contestant {

    /** What tables and charts call it. */
    String name();

    /** Begins a run of its own, in which nothing is remembered of another. */
    Player begin();
}
