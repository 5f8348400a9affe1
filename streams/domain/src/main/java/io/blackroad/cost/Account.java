package io.blackroad.cost;

import java.util.Comparator;

/**
 * Whom a cost is of.
 *
 * @param kind what it is
 * @param agentId the agent; empty for idle capacity and overhead
 * @param region region; empty when it is of none
 * @param service service; empty when it is of none
 */
public record Account(Kind kind, String agentId, String region, String service) implements Comparable<Account> {
    private static final Comparator<Account> ORDER = Comparator.comparing(Account::kind)
            .thenComparing(Account::region)
            .thenComparing(Account::service)
            .thenComparing(Account::agentId);

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
        return ORDER.compare(this, other);
    }
}
