package io.blackroad.sink.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.client.FleetClient;
import io.blackroad.client.FleetClientConfig;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pods go in good order. A decision names no agents, so what they do is asked of the fleet's HTTP interface; the pods
 * that are to go are marked, which lowers their deletion cost and asks their agents to drain, and waited for up to a
 * limit. Where nothing is known of the agents, Kubernetes chooses: a scale-in never waits for that.
 */
public final class Departures {
    /** Long enough for a short task to end, and well below the 120 s for which a decision is valid. */
    public static final Duration DRAIN = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final String LEAVES_FIRST = "-1000";

    private final KubernetesClient client;
    private final String namespace;
    private final AgentStates states;
    private final Duration limit;
    private final InstantSource clock;

    Departures(KubernetesClient client, String namespace, AgentStates states, Duration limit, InstantSource clock) {
        this.client = client;
        this.namespace = namespace;
        this.states = states;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Departures by what the fleet's HTTP interface says of the agents.
     *
     * @param server its root
     * @param token what it is shown, asked for each time; empty where it asks for no token
     * @param limit how long a busy pod is waited for after it was asked to drain
     */
    public static Departures of(
            KubernetesClient client,
            String namespace,
            URI server,
            Supplier<String> token,
            Duration limit,
            InstantSource clock) {
        // Whoever does not answer at once is not waited for: Kubernetes then chooses who goes.
        FleetClient fleet = new FleetClient(FleetClientConfig.of(server)
                .withToken(token)
                .withPatience(Duration.ZERO)
                .withAnswerTimeout(Clients.TIMEOUT));
        AgentStates states = new HttpAgentStates(fleet);
        return new Departures(client, namespace, states, limit, clock);
    }

    /** What to answer before the order may be written; empty if it may be now. */
    Optional<ApplyAnswer> prepare(Workload workload, Order order) {
        try {
            return order.isDown(workload.runs()) ? depart(workload, order) : stay(workload);
        } catch (RuntimeException e) {
            LOG.warn(
                    "decision {}: the pods to go cannot be named, Kubernetes chooses: {}",
                    order.decisionId(),
                    e.toString());
            return Optional.empty();
        }
    }

    private Optional<ApplyAnswer> stay(Workload workload) {
        pods(workload.pods()).stream().filter(PodMarks::isMarked).forEach(this::unmark);
        return Optional.empty();
    }

    private Optional<ApplyAnswer> depart(Workload workload, Order order) {
        Map<String, AgentActivity> activities = states.byPod(order.target());
        if (activities.isEmpty()) {
            return stay(workload);
        }
        Instant now = clock.instant();
        DeparturePlan plan = DeparturePlan.of(
                workload.name().kind(),
                pods(workload.pods()),
                activities,
                order.replicas(),
                order.decisionId(),
                limit,
                now);
        plan.unmarked().forEach(this::unmark);
        plan.leaving().stream()
                .filter(pod -> !pod.isMarkedFor(order.decisionId()))
                .forEach(pod -> mark(pod, workload.name().kind(), order.decisionId(), now));
        return plan.drained() || limit.isZero()
                ? Optional.empty()
                : Optional.of(ApplyAnswer.preparing("its pods drain", LOOK_AGAIN));
    }

    private List<PodMarks> pods(LabelSelector selector) {
        return client.pods().inNamespace(namespace).withLabelSelector(selector).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(PodMarks::of)
                .toList();
    }

    private void mark(PodMarks pod, WorkloadKind kind, String decisionId, Instant now) {
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        annotations.put(Names.DRAIN, decisionId);
        annotations.put(Names.DRAIN_SINCE, now.truncatedTo(ChronoUnit.SECONDS).toString());
        if (kind == WorkloadKind.DEPLOYMENT) {
            annotations.put(Names.DELETION_COST, LEAVES_FIRST);
        }
        annotate(pod, annotations);
    }

    private void unmark(PodMarks pod) {
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        List.of(Names.DRAIN, Names.DRAIN_SINCE, Names.DELETION_COST).forEach(annotations::putNull);
        annotate(pod, annotations);
    }

    private void annotate(PodMarks pod, ObjectNode annotations) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").set("annotations", annotations);
        try {
            client.pods()
                    .inNamespace(namespace)
                    .withName(pod.name())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            // It is gone by itself.
        }
    }
}
