package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** Agents: one by id, and the list by filter. */
final class AgentQueries {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;
    private static final String LIST = "agents";
    private static final Comparator<ObjectNode> ORDER = Comparator.comparing(AgentQueries::id, IdOrder.BYTES);

    private final LocalState state;
    private final Peers peers;
    private final Keyed keyed;
    private final Everyone everyone;

    AgentQueries(LocalState state, Peers peers, Keyed keyed, Everyone everyone) {
        this.state = state;
        this.peers = peers;
        this.keyed = keyed;
        this.everyone = everyone;
    }

    Answer one(Ask ask) {
        Parameters.of(ask).check();
        String id = ask.path("id");
        return keyed.answer(
                ask,
                peers.holdersOfAgent(id),
                held -> held.agent(id)
                        .map(Answer::json)
                        .orElseThrow(() -> Problem.of(
                                        ProblemType.UNKNOWN_AGENT,
                                        "no fact of agent " + id + " has been read; see /v1/agents")
                                .exception()));
    }

    Answer list(Ask ask) {
        Parameters parameters = Parameters.of(ask, "region", "service", "state", "limit", "cursor");
        AgentFilter filter = new AgentFilter(
                parameters.text("region"), parameters.text("service"), parameters.oneOf("state", AgentFilter.STATES));
        int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
        String cursor = parameters.cursor(LIST, 1, read -> read.values().get(0));
        parameters.check();
        String afterId = cursor == null ? "" : cursor;
        if (ask.hop()) {
            return Answer.json(local(filter, afterId, limit + 1));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(filter, afterId, limit + 1));
        return Answer.json(Page.of(parts, everyone.missing(parts, Keyspace.AGENT), ORDER, limit, AgentQueries::end));
    }

    private ListPart local(AgentFilter filter, String afterId, int limit) {
        Slice<AgentView> agents = state.agents(filter, afterId, limit);
        return new ListPart(agents.items().stream().map(Json::object).toList(), agents.partitions());
    }

    private static String id(ObjectNode agent) {
        return agent.path("id").asText();
    }

    private static Cursor end(ObjectNode agent) {
        return new Cursor(LIST, List.of(id(agent)));
    }
}
