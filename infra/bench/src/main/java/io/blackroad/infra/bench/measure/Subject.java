package io.blackroad.infra.bench.measure;

import java.time.Duration;

/** One way to read the facts. */
public interface Subject {

    /**
     * Reads all facts once, from the beginning.
     *
     * @param number of the pass; names of groups and folders are made of it
     * @param limit the pass ends here, unfinished, when it takes longer
     */
    PassResult pass(int number, Duration limit);
}
