package io.blackroad.sink.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.sink.controller.Outside;
import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The client library's mock server in CRUD mode, a stand-in for a cluster: it keeps objects and refuses a patch with an
 * outdated resource version. No controller runs in it: nothing becomes ready and no pod comes or goes by itself.
 */
public final class MockCluster implements AutoCloseable {
    public static final String NAMESPACE = "fleet";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Kept, since the logging of the JDK forgets the level of a logger that nobody holds. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final List<Patch> patches = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    /** A patch that was taken. */
    public record Patch(String path, JsonNode body) {}

    private final class Noting extends KubernetesCrudDispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            requests.add(request.method() + " " + request.getPath());
            return super.dispatch(request);
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            byte[] body = request.getBody().getBytes();
            MockResponse answer = super.handlePatch(request);
            if (answer.code() / 100 == 2) {
                try {
                    patches.add(new Patch(request.getPath(), JSON.readTree(body)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return answer;
        }
    }

    public MockCluster() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Noting(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        server.expectCustomResource(new CustomResourceDefinitionContext.Builder()
                .withGroup("keda.sh")
                .withVersion("v1alpha1")
                .withKind("ScaledObject")
                .withPlural("scaledobjects")
                .withScope("Namespaced")
                .build());
        // Patient, unlike the controller: what it does is not under test.
        client = Clients.create(Optional.of(api().toString()), Duration.ofSeconds(30));
    }

    /** All requests from now on, as METHOD PATH, by whomever. */
    List<String> noteRequests() {
        requests.clear();
        return requests;
    }

    /** Patches taken so far, in order. */
    public List<Patch> patches() {
        return List.copyOf(patches);
    }

    /** Decisions that patches of an object noted there, in order. */
    public List<Outside.Write> decisions(String object, TargetId id) {
        return patches.stream()
                .filter(patch -> patch.path().endsWith("/" + object))
                .map(patch -> patch.body().path("metadata").path("annotations"))
                .filter(annotations -> annotations.has(Names.SEQUENCE))
                .map(annotations -> new Outside.Write(
                        id,
                        annotations.path(Names.SEQUENCE).asLong(),
                        annotations.path(Names.REPLICAS).asInt()))
                .toList();
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/");
    }

    /** The client of whoever else works with the cluster. */
    public KubernetesClient client() {
        return client;
    }

    /** A client as the controller has it, to another address of the API. */
    public static KubernetesClient client(URI api) {
        return Clients.create(Optional.of(api.toString()), Duration.ofSeconds(1));
    }

    /** Adds a workload named after the target's service, labelled with the target. */
    public void add(WorkloadKind kind, TargetId id, int replicas) {
        ObjectMeta meta = meta(id.service())
                .addToLabels(Names.REGION, id.region())
                .addToLabels(Names.SERVICE, id.service())
                .build();
        Map<String, String> pods = Map.of("app", id.service());
        switch (kind) {
            case DEPLOYMENT ->
                client.resource(new DeploymentBuilder()
                                .withMetadata(meta)
                                .withNewSpec()
                                .withReplicas(replicas)
                                .withNewSelector()
                                .withMatchLabels(pods)
                                .endSelector()
                                .endSpec()
                                .withNewStatus()
                                .withReadyReplicas(replicas)
                                .endStatus()
                                .build())
                        .create();
            case STATEFUL_SET ->
                client.resource(new StatefulSetBuilder()
                                .withMetadata(meta)
                                .withNewSpec()
                                .withReplicas(replicas)
                                .withNewSelector()
                                .withMatchLabels(pods)
                                .endSelector()
                                .endSpec()
                                .withNewStatus()
                                .withReadyReplicas(replicas)
                                .endStatus()
                                .build())
                        .create();
        }
    }

    /** As a person sets them: the replicas and nothing else. */
    public void setReplicas(WorkloadKind kind, TargetId id, int replicas) {
        client.resources(kind.type())
                .inNamespace(NAMESPACE)
                .withName(id.service())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    void addPods(String app, String... names) {
        for (String name : names) {
            client.resource(new PodBuilder()
                            .withMetadata(meta(name).addToLabels("app", app).build())
                            .build())
                    .create();
        }
    }

    List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    void addAutoscaler(String name, String kind, String workload) {
        client.resource(new HorizontalPodAutoscalerBuilder()
                        .withMetadata(meta(name).build())
                        .withNewSpec()
                        .withNewScaleTargetRef("apps/v1", kind, workload)
                        .endSpec()
                        .build())
                .create();
    }

    /** Adds KEDA's object for a deployment. */
    public void addScaledObject(String name, String deployment, List<Map<String, Object>> triggers) {
        addScaledObject(name, Map.of("name", deployment), triggers);
    }

    /** Adds KEDA's object for whatever it names. */
    public void addScaledObject(String name, Map<String, String> scaleTargetRef, List<Map<String, Object>> triggers) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion("keda.sh/v1alpha1");
        object.setKind("ScaledObject");
        object.setMetadata(meta(name).build());
        object.setAdditionalProperties(Map.of("spec", Map.of("scaleTargetRef", scaleTargetRef, "triggers", triggers)));
        client.resource(object).inNamespace(NAMESPACE).create();
    }

    /** Notes a decision on a ScaledObject, as another process would. */
    public void noteDecision(String name, long sequence, int replicas) {
        annotateScaledObject(
                name, Map.of(Names.SEQUENCE, Long.toString(sequence), Names.REPLICAS, Integer.toString(replicas)));
    }

    /** As a person annotates a ScaledObject. */
    public void annotateScaledObject(String name, Map<String, String> annotations) {
        annotate(
                client.genericKubernetesResources(KedaResource.SCALED_OBJECTS)
                        .inNamespace(NAMESPACE)
                        .withName(name),
                annotations);
    }

    /** As a person annotates a workload. */
    public void annotate(WorkloadKind kind, String name, Map<String, String> annotations) {
        annotate(client.resources(kind.type()).inNamespace(NAMESPACE).withName(name), annotations);
    }

    private static void annotate(Resource<? extends HasMetadata> object, Map<String, String> annotations) {
        object.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                JSON.valueToTree(Map.of("metadata", Map.of("annotations", annotations)))
                        .toString());
    }

    private static ObjectMetaBuilder meta(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE);
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
