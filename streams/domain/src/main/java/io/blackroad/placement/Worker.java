package io.blackroad.placement;

import java.util.List;

/** A worker of a region and the agents that are on it, in any order. */
public record Worker(String name, State state, List<Resident> residents) {
    /** What a worker can take part in. */
    public enum State {
        /** Not up yet: nothing comes onto it, and it does not count. */
        STARTING,
        /** Takes agents and gives them. */
        LIVE,
        /** Gives all its agents and gets none. */
        DRAINING,
        /** Gone: its agents run nowhere and are placed anew. */
        LOST
    }
}
