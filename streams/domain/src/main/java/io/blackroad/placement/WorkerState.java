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
 */
public record WorkerState(
        String id, Status status, long sinceMillis, long writtenMicros, long load, int agents, int heard, int lost) {

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
        return next == status ? this : new WorkerState(id, next, nowMillis, writtenMicros, load, agents, heard, lost);
    }

    WorkerState written(long micros) {
        return new WorkerState(id, status, sinceMillis, micros, load, agents, heard, lost);
    }

    WorkerState plus(long moreLoad, int moreAgents) {
        return new WorkerState(
                id, status, sinceMillis, writtenMicros, load + moreLoad, agents + moreAgents, heard, lost);
    }

    WorkerState said(int moreHeard, int moreLost) {
        return new WorkerState(
                id, status, sinceMillis, writtenMicros, load, agents, heard + moreHeard, lost + moreLost);
    }

    boolean unheard() {
        return lost > 0 && heard == 0;
    }
}
