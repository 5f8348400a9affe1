package io.blackroad.producer.gateway;

import io.blackroad.access.TokenBucket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agents that wrote through a gateway lately. New ones are admitted at a bounded rate and up to a bounded number;
 * one makes room when the streams part, too, has forgotten it: a
 * quarter of an hour after its end, or a day after its last word. So whatever comes in here is bounded there as well.
 */
final class AgentBook {
    private static final long SWEEP_NANOS = 1_000_000_000L;
    private static final int FULL_RETRY_SECONDS = 30;

    private final GatewayLimits limits;
    private final Map<String, KnownAgent> agents = new ConcurrentHashMap<>();
    private final TokenBucket admission;
    private long sweptAt = Long.MIN_VALUE;

    AgentBook(GatewayLimits limits, long now) {
        this.limits = limits;
        this.admission = new TokenBucket(limits.newAgentsPerMinute() / 60.0, limits.newAgentsPerMinute(), now);
    }

    /**
     * The agent of a fact, admitted if it is new.
     *
     * @throws RejectedException if too many are new
     */
    KnownAgent admit(String id, long now) throws RejectedException {
        KnownAgent known = agents.get(id);
        return known == null ? admitNew(id, now) : known;
    }

    private synchronized KnownAgent admitNew(String id, long now) throws RejectedException {
        if (agents.size() >= limits.maxAgents() && !makeRoom(now)) {
            throw full(
                    "the gateway knows " + limits.maxAgents() + " agents, which is its limit; ask its operator for"
                            + " more, or end agents",
                    limits.maxAgents(),
                    FULL_RETRY_SECONDS);
        }
        if (!admission.take(now)) {
            throw full(
                    "agents that were never heard are admitted at " + limits.newAgentsPerMinute()
                            + " a minute; wait, then send again",
                    limits.newAgentsPerMinute(),
                    admission.secondsUntilNext());
        }
        return agents.computeIfAbsent(id, key -> new KnownAgent(limits, now));
    }

    private static RejectedException full(String detail, long limit, int retryAfterSeconds) {
        return new RejectedException(Rejection.limited(ProblemType.TOO_MANY_NEW_AGENTS, detail, limit)
                .retryAfter(retryAfterSeconds));
    }

    private boolean makeRoom(long now) {
        if (sweptAt == Long.MIN_VALUE || now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            agents.values().removeIf(agent -> agent.isForgotten(now));
        }
        return agents.size() < limits.maxAgents();
    }

    /** A fact of the agent, numbered by a gateway, is in the log. */
    void learn(String id, GatewayMark mark, long now) {
        KnownAgent known = agents.get(id);
        if (known == null) {
            if (agents.size() >= limits.maxAgents()) {
                return;
            }
            known = agents.computeIfAbsent(id, key -> new KnownAgent(limits, now));
        }
        known.learn(mark, now);
    }

    int size() {
        return agents.size();
    }
}
