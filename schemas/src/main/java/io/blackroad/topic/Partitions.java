package io.blackroad.topic;

import io.blackroad.topic.Topic.Partitioning;

/**
 * How many partitions and copies the topics of a cluster have. The agent count bounds how many instances share the work;
 * choose it before the first fact, since a later change moves keys.
 *
 * @param agent partitions of topics keyed by agent
 * @param target partitions of topics keyed by target
 * @param replication copies of each partition
 */
public record Partitions(int agent, int target, short replication) {
    /** For one broker. */
    public static final Partitions DEFAULT = new Partitions(8, 4, (short) 1);

    public Partitions {
        if (agent < 1 || target < 1 || replication < 1) {
            throw new IllegalArgumentException("partitions and replication are at least 1, not agent " + agent
                    + ", target " + target + ", replication " + replication);
        }
    }

    /** Partitions of a topic. */
    public int of(Topic<?> topic) {
        return of(topic.partitioning());
    }

    private int of(Partitioning partitioning) {
        return switch (partitioning) {
            case AGENT -> agent;
            case TARGET -> target;
            case SINGLE -> 1;
        };
    }
}
