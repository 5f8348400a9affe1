package io.blackroad.backtest;

import io.blackroad.load.LoadSample;
import java.time.Instant;

/** One run of a rule set: remembers what it remembers, and is asked once a tick. */
public interface Player {

    /**
     * Decides on one sample.
     *
     * @param told replicas that run or start
     * @param ready of them ready
     * @param now end of the sample's tick
     * @return what it does; null when it changes nothing
     */
    Move decide(LoadSample sample, int told, int ready, Instant now);

    /**
     * A change of replicas.
     *
     * @param replicas how many are to run, at least 0
     * @param binding what bound the result, as in {@code NONE}
     * @param reason one sentence
     */
    record Move(int replicas, String binding, String reason) {}
}
