package io.blackroad.agent;

import java.util.Locale;

/**
 * The steps of an agent's life within one boot. Steps may be left out, never taken back: who drains works no more, and
 * who has ended begins again only with a boot of a higher epoch. A boot may begin anywhere, since what came before may be
 * gone from the log.
 *
 * <pre>
 * registered ──► started ──► idle ◄──► busy ──► draining ──► stopped
 *      └────────────┴─────────┴─────────┴──────────┴───────► failed ──► stopped
 * </pre>
 */
public final class Transitions {
    private Transitions() {}

    /** Why a fact is no step from where the agent is, with both; empty when it is one. */
    public static String refusal(AgentState state, LifecycleFact fact) {
        Mark mark = state.lifecycle();
        if (fact.epoch() != mark.epoch() || legal(state.status(), fact.status())) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "the agent is %s since sequence %d of epoch %d: %s of sequence %d is no step from there; %s",
                word(state.status()),
                mark.sequence(),
                mark.epoch(),
                word(fact.status()),
                fact.sequence(),
                state.status().alive() ? "leave it out" : "an agent that begins again has a higher epoch");
    }

    /** @param to the state entered; null for a move to another place */
    static boolean legal(AgentStatus from, AgentStatus to) {
        if (to == null) {
            return from.alive();
        }
        if (from == to) {
            return true;
        }
        return switch (from) {
            case REGISTERED -> true;
            case STARTED -> to != AgentStatus.REGISTERED;
            case IDLE, BUSY -> to != AgentStatus.REGISTERED && to != AgentStatus.STARTED;
            case DRAINING -> !to.alive();
            case FAILED -> to == AgentStatus.STOPPED;
            case STOPPED -> false;
        };
    }

    private static String word(AgentStatus status) {
        return status == null ? "migrated" : status.name().toLowerCase(Locale.ROOT);
    }
}
