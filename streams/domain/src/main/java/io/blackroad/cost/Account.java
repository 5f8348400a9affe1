package io.blackroad.cost;

/**
 * Whom a cost is of.
 *
 * @param kind what it is
 * @param agentId the agent; empty for idle capacity and overhead
 * @param region region; empty when it is of none
 * @param service service; empty when it is of none
 */
public record Account(Kind kind, String agentId, String region, String service) implements Comparable<Account> {
    /** What a cost is of: together they are the bill. */
    public enum Kind {
        AGENT,
        IDLE,
        OVERHEAD
    }

    /** An agent. */
    public static Account agent(String agentId, String region, String service) {
        return new Account(Kind.AGENT, agentId, region, service);
    }

    /** What a region pays for and nobody holds. */
    public static Account idle(String region) {
        return new Account(Kind.IDLE, "", region, "");
    }

    /** What is paid for a service beside its agents. */
    public static Account overhead(String region, String service) {
        return new Account(Kind.OVERHEAD, "", region, service);
    }

    @Override
    public int compareTo(Account other) {
        int order = kind.compareTo(other.kind);
        order = order != 0 ? order : region.compareTo(other.region);
        order = order != 0 ? order : service.compareTo(other.service);
        return order != 0 ? order : agentId.compareTo(other.agentId);
    }
}
