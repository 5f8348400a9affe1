package io.blackroad.placement;

/**
 * What an agent last said of where it is, and what is known of its life.
 *
 * @param service service it belongs to
 * @param replica replica that hosts it; empty when unknown
 * @param worker worker that it says it runs on; empty when it says none
 * @param epoch its boot
 * @param load what it asks of a worker, see {@link #load}
 * @param busy true while it works, as far as that has lasted
 * @param arrived true when it comes from another region, which may have placed it
 */
public record Residence(
        String agentId,
        String service,
        String replica,
        String worker,
        long epoch,
        long load,
        Phase phase,
        boolean busy,
        boolean arrived) {

    /** The guide's workers have 8 cores and 32 GB. */
    private static final long BYTES_PER_MILLI = 4_000_000;

    /** Of an agent that was in its region before. */
    public Residence(
            String agentId,
            String service,
            String replica,
            String worker,
            long epoch,
            long load,
            Phase phase,
            boolean busy) {
        this(agentId, service, replica, worker, epoch, load, phase, busy, false);
    }

    /** What an agent's life says of its place. */
    public enum Phase {
        /** It runs, or is about to. */
        RUNNING,
        /** It runs until its work is done, and is moved no more. */
        DRAINING,
        /** Nobody hears of it. */
        LOST,
        /** It has ended. */
        STOPPED,
        /** It is not heard of for so long, or in another region, that nothing is remembered of it. */
        FORGOTTEN,
        /** It is in another region that has workers: that one says from now on where it is placed. */
        LEFT
    }

    /**
     * What an agent asks of a worker: the larger of its CPU and its memory, in thousandths of a core that comes with 4 GB,
     * as the guide's workers have them; at least 1.
     */
    public static long load(int cpuMillis, long memoryBytes) {
        return Math.max(1, Math.max(cpuMillis, memoryBytes / BYTES_PER_MILLI));
    }

    Residence entering(Phase next) {
        return new Residence(agentId, service, replica, worker, epoch, load, next, busy, arrived);
    }

    boolean runs() {
        return phase == Phase.RUNNING || phase == Phase.DRAINING;
    }
}
