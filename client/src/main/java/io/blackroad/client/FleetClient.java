package io.blackroad.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.client.answer.Agent;
import io.blackroad.client.answer.Cost;
import io.blackroad.client.answer.Decision;
import io.blackroad.client.answer.Explanation;
import io.blackroad.client.answer.FleetStatus;
import io.blackroad.client.answer.GpuPool;
import io.blackroad.client.answer.Plan;
import io.blackroad.client.answer.Route;
import io.blackroad.client.answer.Service;
import io.blackroad.client.answer.Worker;
import io.blackroad.client.answer.WorkerRegion;
import io.blackroad.client.http.JsonReply;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks about the fleet over HTTP; any instance answers for all of them.
 *
 * <pre>{@code
 * FleetClient fleet = FleetClient.of(URI.create("http://127.0.0.1:8000"));
 * FleetStatus status = fleet.status();
 * System.out.println(status.agents().active() + " agents");
 * for (Service service : fleet.services()) {
 *     System.out.println(service.id() + " runs " + service.replicas() + ", " + service.lastDecision().reason());
 * }
 * }</pre>
 *
 * While partitions move from one instance to another a server says 503 and when to come back; a client comes back, as long
 * as its {@linkplain FleetClientConfig#patience patience} lasts. What it needs to say who it is goes along as a bearer
 * token:
 *
 * <pre>{@code
 * FleetClient fleet = new FleetClient(FleetClientConfig.of(URI.create("http://127.0.0.1:8000"))
 *         .withToken(() -> System.getenv("BLACKROAD_TOKEN"))
 *         .withPatience(Duration.ofSeconds(60)));
 * fleet.agents(AgentFilter.all().inRegion("us-east").ofService("api")).stream()
 *         .limit(10)
 *         .forEach(agent -> System.out.println(agent.id() + " " + agent.state()));
 * }</pre>
 *
 * Safe for use by many threads.
 */
public final class FleetClient {
    private static final String DECISIONS = "/v1/decisions";

    /** Decisions that one look at a feed may return. */
    private static final int LOOK = 10_000;

    private final FleetClientConfig config;
    private final Questions questions;

    public FleetClient(FleetClientConfig config) {
        this(config, Waiting.real());
    }

    FleetClient(FleetClientConfig config, Waiting waiting) {
        this.config = config;
        this.questions = new Questions(config, waiting);
    }

    /** A client with the defaults. */
    public static FleetClient of(URI server) {
        return new FleetClient(FleetClientConfig.of(server));
    }

    /** The fleet at a glance. */
    public FleetStatus status() {
        return Json.read(answer("/v1/status", Map.of()), FleetStatus.class);
    }

    /** Agents in the order of their ids, fetched as they are read. */
    public Pages<Agent> agents(AgentFilter filter) {
        return pages("/v1/agents", filter.parameters(), Agent.class);
    }

    /** One agent; empty when nobody has heard of it. */
    public Optional<Agent> agent(String id) {
        return one("/v1/agents/" + Questions.segment(id), Agent.class);
    }

    /** Every service of every region. */
    public List<Service> services() {
        return Json.list(answer("/v1/services", Map.of()).path("items"), Service.class);
    }

    /** One service of a region; empty when there is none. */
    public Optional<Service> service(String region, String name) {
        return one("/v1/services/" + Questions.segment(region) + "/" + Questions.segment(name), Service.class);
    }

    /**
     * What was decided, newest first, fetched as it is read.
     *
     * <pre>{@code
     * FleetClient fleet = FleetClient.of(URI.create("http://127.0.0.1:8000"));
     * DecisionFilter lately = DecisionFilter.all().since(Instant.now().minus(Duration.ofHours(1)));
     * for (Decision decision : fleet.decisions(lately)) {
     *     System.out.println(decision.decisionId() + ": " + decision.reason());
     * }
     * }</pre>
     */
    public Pages<Decision> decisions(DecisionFilter filter) {
        return pages(DECISIONS, filter.parameters(), Decision.class);
    }

    /**
     * Decisions as they are made: each look returns what is new since the one before, oldest first.
     *
     * <pre>{@code
     * FleetClient fleet = FleetClient.of(URI.create("http://127.0.0.1:8000"));
     * DecisionFeed<Decision> feed = fleet.follow(DecisionFilter.all().of("us-east", "api"));
     * for (int look = 0; look < 3; look++) {
     *     feed.look().forEach(decision -> System.out.println(decision.direction() + " to " + decision.toReplicas()));
     *     Thread.sleep(1000);
     * }
     * }</pre>
     */
    public DecisionFeed<Decision> follow(DecisionFilter filter) {
        return new DecisionFeed<>(
                parameters -> answer(DECISIONS, parameters), json -> Json.read(json, Decision.class), filter, LOOK);
    }

    /**
     * A decision with its evidence, derived again from that evidence; empty when there is no such decision.
     *
     * <pre>{@code
     * FleetClient fleet = FleetClient.of(URI.create("http://127.0.0.1:8000"));
     * Explanation why = fleet.explain("us-east.api.1").orElseThrow();
     * why.steps().forEach(System.out::println);
     * System.out.println(why.equal() ? "the evidence gives the same decision" : "it does not: " + why.differences());
     * }</pre>
     */
    public Optional<Explanation> explain(String decisionId) {
        return found(DECISIONS + "/" + Questions.segment(decisionId)).map(FleetClient::explanation);
    }

    private static Explanation explanation(JsonNode json) {
        ObjectNode parts = json.path("explanation").deepCopy();
        parts.set("evidence", json.path("evidence"));
        parts.set("decision", json);
        return Json.read(parts, Explanation.class);
    }

    /**
     * What the fleet costs.
     *
     * <pre>{@code
     * FleetClient fleet = FleetClient.of(URI.create("http://127.0.0.1:8000"));
     * Cost cost = fleet.cost("region", Duration.ofHours(24));
     * cost.items().forEach(item -> System.out.println(item.name() + " $" + Cost.dollars(item.nanoDollars())));
     * }</pre>
     *
     * @param by what it is added up by: region, service, provider, kind and the like
     * @param window how far back
     */
    public Cost cost(String by, Duration window) {
        return Json.read(answer("/v1/cost", Map.of("by", by, "window", window.toString())), Cost.class);
    }

    /** GPU pools by region. */
    public List<GpuPool> gpu() {
        return Json.list(answer("/v1/gpu", Map.of()).path("items"), GpuPool.class);
    }

    /** Workers by region. */
    public List<WorkerRegion> workers() {
        return Json.list(answer("/v1/workers", Map.of()).path("items"), WorkerRegion.class);
    }

    /** One worker; empty when there is none. */
    public Optional<Worker> worker(String id) {
        return one("/v1/workers/" + Questions.segment(id), Worker.class);
    }

    /** Where an agent belongs, whether it lives or not. */
    public Route route(String agentId) {
        return Json.read(answer("/v1/route/" + Questions.segment(agentId), Map.of()), Route.class);
    }

    /** What a fleet of so many agents needs and costs. */
    public Plan plan(int agents) {
        return Json.read(answer("/v1/plan", Map.of("agents", Integer.toString(agents))), Plan.class);
    }

    /**
     * The answer to any other question of the interface ({@code /openapi.json} lists them), as it came.
     *
     * @throws FleetProblemException if it is a problem, 404 included
     */
    public JsonNode answer(String path, Map<String, String> parameters) {
        JsonReply reply = questions.ask(path, parameters);
        if (!reply.isSuccess()) {
            throw new FleetProblemException(
                    reply.status(),
                    reply.body().path("type").asText(""),
                    reply.body().path("detail").asText("there is no " + path));
        }
        return reply.body();
    }

    private <T> Optional<T> one(String path, Class<T> type) {
        return found(path).map(json -> Json.read(json, type));
    }

    private Optional<JsonNode> found(String path) {
        JsonReply reply = questions.ask(path, Map.of());
        return reply.isSuccess() ? Optional.of(reply.body()) : Optional.empty();
    }

    private <T> Pages<T> pages(String path, Map<String, String> parameters, Class<T> type) {
        return new Pages<>(
                cursor -> {
                    Map<String, String> all = new LinkedHashMap<>(parameters);
                    all.put("limit", Integer.toString(config.pageSize()));
                    if (!cursor.isEmpty()) {
                        all.put("cursor", cursor);
                    }
                    return answer(path, all);
                },
                json -> Json.read(json, type));
    }
}
