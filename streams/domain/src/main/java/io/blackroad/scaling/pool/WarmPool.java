package io.blackroad.scaling.pool;

/**
 * How many agents a pool keeps awake beyond those that work, so that a claim seldom finds none.
 *
 * <p>Each claim takes an agent and wakes another one in its place; a claim that finds none starts one for itself and
 * takes nothing from the pool. So those being woken are the busy servers of a loss system, and a claim misses when all
 * are. With claims that come by chance, a rate times the mean time of a wake gives the load of which Erlang's formula
 * says how often that is, whatever the wakes' times are distributed like (A. K. Erlang, "Solution of some problems in the
 * theory of probabilities of significance in automatic telephone exchanges", 1917; B. A. Sevastyanov, "An ergodic theorem
 * for Markov processes and its application to telephone systems with refusals", 1957). The recursion is the usual one,
 * {@code B(n) = a B(n-1) / (n + a B(n-1))}: all terms are positive, so it loses no digits, and IEEE arithmetic gives the
 * same result on every machine.
 */
public final class WarmPool {
    /** The most that a pool keeps: as many as the guide's largest pool has agents. */
    public static final int MOST = 1_000;

    private WarmPool() {}

    /**
     * The fewest agents with which no larger share of the claims than the objective misses.
     *
     * @param claims claims in the window
     * @param windowMicros length of the window, microseconds, above 0
     * @param wakeMicros mean time until an agent that is woken can work, microseconds
     * @param missPermille claims that may find none, thousandths, above 0
     * @return 0 to {@link #MOST}
     */
    public static int size(long claims, long windowMicros, long wakeMicros, int missPermille) {
        double load = (double) claims * wakeMicros / windowMicros;
        double missed = 1;
        int agents = 0;
        while (missed * 1_000 > missPermille && agents < MOST && load > 0) {
            agents++;
            missed = load * missed / (agents + load * missed);
        }
        return agents;
    }
}
