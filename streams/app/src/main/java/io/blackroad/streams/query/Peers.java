package io.blackroad.streams.query;

import java.util.List;
import java.util.Set;

/** Who holds what, as the group's last assignment says. */
public interface Peers {

    /** Who holds an agent. */
    Owner ownerOfAgent(String agentId);

    /** Who holds a target. */
    Owner ownerOfTarget(TargetKey target);

    /** Every other instance of the group. */
    List<Instance> others();

    /**
     * All partitions of a keyspace, whoever holds them, even nobody.
     *
     * @throws StateUnavailableException while their number is not known
     */
    Set<Partition> partitions(Keyspace keyspace);
}
