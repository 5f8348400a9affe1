package io.blackroad.streams.query;

import java.util.List;
import java.util.Set;

/** Who holds what, as the group's last assignment says. */
public interface Peers {

    /** Who holds an agent. */
    Holders holdersOfAgent(String agentId);

    /** Who holds a target. */
    Holders holdersOfTarget(TargetKey target);

    /** Every other instance of the group. */
    List<Instance> others();

    /**
     * All partitions of a keyspace, whoever holds them, even nobody.
     *
     * @throws StateUnavailableException while their number is not known
     */
    Set<Partition> partitions(Keyspace keyspace);
}
