package io.blackroad.infra.bench.workload;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Utils;

/** The agents: who they are, where they belong, which partition their facts go to. Spread evenly over nine targets. */
public final class BenchFleet {
    static final List<String> REGIONS = List.of("us-east", "eu-west", "ap-south");
    static final List<String> SERVICES = List.of("api", "worker", "gpu");

    /** What each agent requests, thousandths of a core. */
    static final int CPU_REQUESTED_MILLIS = 500;

    static final long MEMORY_REQUESTED_BYTES = 1L << 30;

    /** Agents that share one replica. */
    private static final int AGENTS_PER_REPLICA = 40;

    private final byte[][] keys;
    private final int partitions;

    public BenchFleet(int agents, int partitions) {
        this.partitions = partitions;
        keys = new byte[agents][];
        for (int agent = 0; agent < agents; agent++) {
            keys[agent] = id(agent).getBytes(StandardCharsets.UTF_8);
        }
    }

    public int agents() {
        return keys.length;
    }

    /** Partitions of the agent topics. */
    public int partitions() {
        return partitions;
    }

    /** How many targets there are. */
    public static int targets() {
        return REGIONS.size() * SERVICES.size();
    }

    /** Partition of a key, as Kafka's producers choose it. */
    public int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Any agent of a partition. */
    int agentOf(int wanted) {
        for (int agent = 0; agent < keys.length; agent++) {
            if (partitionOf(keys[agent]) == wanted) {
                return agent;
            }
        }
        throw new IllegalStateException("no agent of " + keys.length + " is in partition " + wanted);
    }

    /** What an agent is called. */
    public String name(int agent) {
        return id(agent);
    }

    static String id(int agent) {
        return String.format(Locale.ROOT, "agent-%06d", agent);
    }

    byte[] key(int agent) {
        return keys[agent];
    }

    static String region(int agent) {
        return REGIONS.get(agent % REGIONS.size());
    }

    static String service(int agent) {
        return SERVICES.get(agent / REGIONS.size() % SERVICES.size());
    }

    static String replica(int agent) {
        return region(agent) + "-" + service(agent) + "-" + agent / (targets() * AGENTS_PER_REPLICA);
    }
}
