package io.blackroad.infra.simulation;

/** Looks at what has come to light since it looked last. */
interface Check {
    /**
     * After every event.
     *
     * @throws Violation if a promise did not hold
     */
    void look();

    /**
     * After the last fault has healed and everything was read.
     *
     * @throws Violation if a promise did not hold
     */
    default void atRest() {}
}
