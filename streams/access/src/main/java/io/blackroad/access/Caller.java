package io.blackroad.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who was recognised by a token.
 *
 * @param name what logs, rates and answers call them; never the token
 * @param role what they may do besides telling facts of their own agents; empty for nothing
 * @param agents whom they may write as: agent ids, or beginnings of ids with a star behind
 * @param until when the token ends
 */
public record Caller(String name, Optional<Role> role, List<String> agents, Instant until) {
    /** Everybody, where nobody is asked for a token. */
    static final Caller ANYBODY = new Caller("anybody", Optional.of(Role.ADMIN), List.of(), Instant.MAX);

    public Caller {
        agents = List.copyOf(agents);
    }

    /** True if the role suffices. */
    public boolean may(Role needed) {
        return role.filter(has -> has.includes(needed)).isPresent();
    }

    /** True if facts can be told at all. */
    boolean mayTell() {
        return !agents.isEmpty() || may(Role.OPERATE);
    }

    /** True if facts of this agent may be told. */
    public boolean mayWriteAs(String agentId) {
        return may(Role.OPERATE) || agents.stream().anyMatch(pattern -> fits(pattern, agentId));
    }

    private static boolean fits(String pattern, String agentId) {
        return pattern.endsWith("*")
                ? agentId.startsWith(pattern.substring(0, pattern.length() - 1))
                : agentId.equals(pattern);
    }

    /** One with what both may; they are found by the same token. */
    Caller and(Caller other) {
        Optional<Role> higher = role.isEmpty()
                ? other.role
                : other.role.filter(each -> each.includes(role.get())).or(() -> role);
        List<String> all = new ArrayList<>(agents);
        all.addAll(other.agents);
        return new Caller(name, higher, all, until.isBefore(other.until) ? until : other.until);
    }
}
