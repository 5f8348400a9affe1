package io.blackroad.streams.query;

import io.blackroad.streams.live.LiveStreams;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every route, and the query behind it. */
final class QueryRoutes {
    private QueryRoutes() {}

    static Map<String, Query> of(QuerySources sources, PeerClient client, LiveFeed live, String openapi) {
        LocalState state = sources.state();
        Peers peers = sources.peers();
        Keyed keyed = new Keyed(state, sources.copies(), client);
        Everyone everyone = new Everyone(peers, client);
        SystemQueries system = new SystemQueries(sources.vitals(), sources.metrics(), openapi);
        AgentQueries agents = new AgentQueries(state, peers, keyed, everyone);
        ServiceQueries services = new ServiceQueries(state, peers, keyed, everyone);
        DecisionQueries decisions = new DecisionQueries(sources, keyed, everyone);

        Map<String, Query> routes = new LinkedHashMap<>();
        routes.put("/health", system::health);
        routes.put("/ready", system::ready);
        routes.put("/metrics", system::metrics);
        routes.put("/openapi.json", system::openapi);
        routes.put("/v1/status", new StatusQueries(sources, everyone)::status);
        routes.put("/v1/balance", new BalanceQueries(state, everyone)::balance);
        routes.put("/v1/agents", agents::list);
        routes.put("/v1/agents/{id}", agents::one);
        routes.put("/v1/services", services::list);
        routes.put("/v1/services/{region}/{name}", services::one);
        routes.put("/v1/decisions", decisions::list);
        routes.put("/v1/decisions/{id}", decisions::one);
        routes.put("/v1/decisions/{id}/dry-run", decisions::dryRun);
        routes.put(
                "/v1/gpu",
                ask -> new RegionList<>(everyone, Keyspace.REGION, state::gpuPools, GpuPoolView::region).answer(ask));
        routes.put(LiveStreams.PATH, live::part);
        routes.put("/v1/alerts", new AlertQueries(state, everyone)::list);
        routes.put("/v1/plan", new PlanQueries(sources)::plan);
        WorkerQueries workers = new WorkerQueries(state, everyone);
        routes.put("/v1/workers", workers::list);
        routes.put("/v1/workers/{id}", workers::one);
        routes.put("/v1/cost", new CostQueries(state, everyone)::cost);
        routes.put("/v1/route/{agentId}", new RouteQueries(state)::route);
        return Collections.unmodifiableMap(routes);
    }
}
