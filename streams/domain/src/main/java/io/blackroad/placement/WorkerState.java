package io.blackroad.placement;

/**
 * A worker of a region as the stage sees it.
 *
 * @param sinceMillis when it came into its status, milliseconds since 1970
 * @param writtenMicros when its row was written
 * @param load what its agents ask for, those on their way to it included and those on their way from it not
 * @param agents how many those are
 * @param heard agents that say that they run on it
 * @param lost agents that said so, are not heard of any more and were not placed elsewhere
 * @param forgiven how many of the lost ones are not held against it any longer: without that, a region whose workers all
 *     died at once would have none until the last of their agents is forgotten
 */
public record WorkerState(
        String id,
        Status status,
        long sinceMillis,
        long writtenMicros,
        long load,
        int agents,
        int heard,
        int lost,
        int forgiven) {

    /** What a worker can take part in. */
    public enum Status {
        /** Takes agents and gives them. */
        LIVE,
        /** Gives all its agents and gets none. */
        DRAINING,
        /** None of its agents is heard of: they are placed anew. */
        LOST,
        /** Its row is gone: its agents are placed anew. */
        REMOVED;

        boolean gone() {
            return this == LOST || this == REMOVED;
        }
    }

    WorkerState entering(Status next, long nowMillis) {
        return next == status
                ? this
                : new WorkerState(id, next, nowMillis, writtenMicros, load, agents, heard, lost, forgiven);
    }

    WorkerState written(long micros) {
        return new WorkerState(id, status, sinceMillis, micros, load, agents, heard, lost, forgiven);
    }

    WorkerState plus(long moreLoad, int moreAgents) {
        return new WorkerState(
                id, status, sinceMillis, writtenMicros, load + moreLoad, agents + moreAgents, heard, lost, forgiven);
    }

    WorkerState said(int moreHeard, int moreLost) {
        return new WorkerState(
                id, status, sinceMillis, writtenMicros, load, agents, heard + moreHeard, lost + moreLost, forgiven);
    }

    /** Its sums before anything is counted. */
    WorkerState uncounted() {
        return new WorkerState(id, status, sinceMillis, writtenMicros, 0, 0, 0, 0, forgiven);
    }

    /** So many of the lost at most, that whoever is lost from now on counts. */
    WorkerState forgiving(int most) {
        return new WorkerState(id, status, sinceMillis, writtenMicros, load, agents, heard, lost, Math.min(most, lost));
    }

    boolean unheard() {
        return lost > forgiven && heard == 0;
    }
}
