package io.blackroad.sink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.blackroad.client.FleetClient;
import io.blackroad.client.FleetClientConfig;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.ApplyAnswer.Kind;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the client library's mock server in CRUD mode, a stand-in for a cluster. */
class KubernetesTargetTest {
    private static final TargetId API = new TargetId("us-east", "api");

    private final MockCluster cluster = new MockCluster();
    private final AtomicReference<String> agents = new AtomicReference<>("[]");
    private final HttpServer fleet = fleet(agents);
    private final KubernetesTarget target = target(Map.of());

    @AfterEach
    void end() {
        fleet.stop(0);
        cluster.close();
    }

    @Test
    void labelsAndNamesSayWhichWorkloadRunsATarget() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 5);
        cluster.add(WorkloadKind.STATEFUL_SET, new TargetId("us-east", "db"), 3);
        TargetId mapped = new TargetId("mars", "api");

        assertThat(target.survey().seen())
                .containsOnly(
                        Map.entry(API, new ReplicaCount(5, 5, 0)),
                        Map.entry(new TargetId("us-east", "db"), new ReplicaCount(3, 3, 0)));
        assertThat(target(Map.of(mapped, WorkloadName.parse("deployment/api")))
                        .survey()
                        .seen())
                .containsOnlyKeys(mapped, new TargetId("us-east", "db"));
    }

    @Test
    void twoWorkloadsForOneTargetAreAMistakeThatIsNamed() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 5);
        cluster.add(WorkloadKind.STATEFUL_SET, API, 5);

        assertThat(target.survey().unseen().get(API))
                .isEqualTo("us-east/api is claimed by Deployment api and StatefulSet api; one workload runs a target");
    }

    @Test
    void replicasAndDecisionAreOnePatchOnTheConditionOfWhatWasRead() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 5);

        assertThat(apply(3, 9).kind()).isEqualTo(Kind.APPLIED);
        assertThat(apply(4, 9).kind()).isEqualTo(Kind.NO_OP);

        assertThat(cluster.patches()).hasSize(2);
        MockCluster.Patch patch = cluster.patches().get(0);
        assertThat(patch.path()).endsWith("/namespaces/fleet/deployments/api");
        assertThat(patch.body().path("spec").path("replicas").asInt()).isEqualTo(9);
        assertThat(patch.body().path("metadata").path("resourceVersion").asText())
                .isNotEmpty();
        assertThat(target.observe(API)).isEqualTo(new ReplicaCount(9, 5, 4, 9));
    }

    @Test
    void theHighestPodsOfAStatefulSetAreAskedToDrain() {
        cluster.add(WorkloadKind.STATEFUL_SET, API, 3);
        cluster.addPods("api", "api-0", "api-1", "api-2");
        agents.set(agent("api-0", "IDLE", 0) + "," + agent("api-2", "BUSY", 1));

        assertThat(apply(1, 2)).isEqualTo(ApplyAnswer.preparing("its pods drain", Duration.ofSeconds(1)));
        assertThat(cluster.pods().stream()
                        .filter(pod -> PodMarks.of(pod).isMarkedFor("us-east.api.1"))
                        .map(pod -> pod.getMetadata().getName()))
                .containsExactly("api-2");

        agents.set(agent("api-0", "IDLE", 0) + "," + agent("api-2", "IDLE", 0));
        assertThat(apply(1, 2).kind()).isEqualTo(Kind.APPLIED);
        assertThat(target.observe(API)).isEqualTo(new ReplicaCount(2, 3, 1, 2));
    }

    @Test
    void anObjectThatChangedMeanwhileIsNotWritten() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 5);
        target.survey();
        ReplicaCount seen = target.observe(API);
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("api")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":7}}");

        ApplyAnswer answer = target.apply(order(1, 9), seen);

        assertThat(answer.kind()).isEqualTo(Kind.FAILED);
        assertThat(answer.reason()).contains("conflict");
        assertThat(target.observe(API).told()).isEqualTo(7);
    }

    @Test
    void whatAnotherAutoscalerScalesIsRefused() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 5);
        cluster.addAutoscaler("other", "Deployment", "else");
        cluster.addAutoscaler("same-name", "StatefulSet", "api");
        assertThat(apply(1, 9).kind()).isEqualTo(Kind.APPLIED);

        cluster.addAutoscaler("api-hpa", "Deployment", "api");
        assertThat(apply(2, 10))
                .isEqualTo(ApplyAnswer.refused("HorizontalPodAutoscaler api-hpa scales Deployment api already, and two "
                        + "writers would undo each other: remove one of them"));

        cluster.addScaledObject("api-keda", "api", List.of());
        assertThat(apply(3, 10).reason()).startsWith("ScaledObject api-keda scales Deployment api already");
        assertThat(target.observe(API).sequence()).isEqualTo(1);
    }

    @Test
    void idlePodsAreMarkedAndBusyOnesWaitedFor() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 3);
        cluster.addPods("api", "api-a", "api-b", "api-c");
        agents.set(agent("api-a", "BUSY", 2) + "," + agent("api-b", "IDLE", 0) + "," + agent("api-c", "BUSY", 1));

        assertThat(apply(1, 1)).isEqualTo(ApplyAnswer.preparing("its pods drain", Duration.ofSeconds(1)));
        assertThat(marked()).containsExactly("api-b", "api-c");
        assertThat(target.observe(API).told()).isEqualTo(3);

        agents.set(agent("api-a", "BUSY", 2) + "," + agent("api-b", "IDLE", 0) + "," + agent("api-c", "DRAINING", 0));
        assertThat(apply(1, 1).kind()).isEqualTo(Kind.APPLIED);

        assertThat(apply(2, 3).kind()).isEqualTo(Kind.APPLIED);
        assertThat(marked()).isEmpty();
    }

    @Test
    void whereNobodyKnowsTheAgentsKubernetesChooses() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 3);
        cluster.addPods("api", "api-a", "api-b", "api-c");
        fleet.stop(0);

        assertThat(apply(1, 1).kind()).isEqualTo(Kind.APPLIED);
        assertThat(marked()).isEmpty();
    }

    @Test
    void annotationsThatAreNoDecisionAreNamed() {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 3);
        cluster.annotate(WorkloadKind.DEPLOYMENT, "api", Map.of(Names.SEQUENCE, "many"));

        assertThat(target.survey().unseen().get(API))
                .contains("blackroad.io/decision-sequence=many")
                .contains("Deployment api");
    }

    private ApplyAnswer apply(long sequence, int replicas) {
        target.survey();
        return target.apply(order(sequence, replicas), target.observe(API));
    }

    private static Order order(long sequence, int replicas) {
        return new Order(
                API,
                sequence,
                "us-east.api." + sequence,
                1,
                replicas,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ZERO,
                "test",
                new Order.Position(0, 0));
    }

    private List<String> marked() {
        return cluster.pods().stream()
                .filter(pod -> pod.getMetadata().getAnnotations() != null
                        && "-1000".equals(pod.getMetadata().getAnnotations().get(Names.DELETION_COST))
                        && pod.getMetadata().getAnnotations().containsKey(Names.DRAIN))
                .map(Pod::getMetadata)
                .map(meta -> meta.getName())
                .sorted()
                .toList();
    }

    private static String agent(String replica, String state, int inFlight) {
        return "{\"id\":\"x\",\"replica\":\"" + replica + "\",\"state\":\"" + state + "\",\"inFlight\":" + inFlight
                + ",\"queued\":0}";
    }

    private KubernetesTarget target(Map<TargetId, WorkloadName> named) {
        Departures departures = new Departures(
                cluster.client(),
                MockCluster.NAMESPACE,
                new HttpAgentStates(new FleetClient(FleetClientConfig.of(URI.create(
                                "http://127.0.0.1:" + fleet.getAddress().getPort()))
                        .withPatience(Duration.ZERO)
                        .withAnswerTimeout(Duration.ofSeconds(1)))),
                Departures.DRAIN,
                Clock.systemUTC());
        return new KubernetesTarget(cluster.client(), MockCluster.NAMESPACE, named, departures);
    }

    /** Stands in for the fleet's HTTP interface: two pages of agents. */
    private static HttpServer fleet(AtomicReference<String> agents) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/agents", exchange -> {
                boolean second = exchange.getRequestURI().getQuery().contains("cursor=second");
                List<String> items = new ArrayList<>(List.of(agents.get().split("(?<=}),")));
                List<String> page = second ? items.subList(1, items.size()) : items.subList(0, 1);
                String body = "{\"items\":[" + String.join(",", page).replace("[]", "") + "],\"next\":"
                        + (second || items.size() < 2 ? "null" : "\"second\"") + "}";
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
