package io.blackroad.infra.bench;

/** What is told while a bench runs. */
public interface BenchProgress {
    /** One line to people. */
    void say(String line);

    /**
     * A part begins.
     *
     * @param name of the part
     * @param done parts that are over
     * @param all parts to measure
     */
    void part(String name, int done, int all);

    /** All parts are over; what follows is the result. */
    void end();
}
