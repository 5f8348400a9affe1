package io.blackroad.sink.keda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blackroad.sink.controller.Decided;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.MockCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * From a decision on a real broker to what a gRPC client is told that asks as KEDA does. The cluster is the client library's
 * mock server, a stand-in.
 */
class KedaScalerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TargetId API = new TargetId("keda-scaler-it", "api");
    private static final Map<String, String> ASKS =
            Map.of("scalerAddress", "x:1", "region", API.region(), "service", API.service());

    private final OutsideKeda outside = new OutsideKeda();
    private final Standings standings = new Standings();
    private final KubernetesClient kubernetes = MockCluster.client(outside.api());

    @AfterEach
    void end() {
        kubernetes.close();
        outside.close();
    }

    @Test
    void kedaIsToldWhatWasDecidedByPullAndByPush() throws InterruptedException {
        outside.add(API, 5);
        try (KedaScaler scaler = start(Duration.ofMillis(100));
                ScalerClient client = new ScalerClient(scaler.port());
                Decided decided =
                        Decided.start("keda-scaler-it", new KedaTarget(kubernetes, MockCluster.NAMESPACE, standings))) {
            await().atMost(LIMIT).until(standings::isKnown);
            assertThat(client.metricSpec(ASKS)).isEqualTo(Map.entry("blackroad-replicas", 1.0));
            assertThat(client.metrics(ASKS, "blackroad-replicas").getValue())
                    .as("before any decision: what runs")
                    .isEqualTo(5.0);
            BlockingQueue<Boolean> pushed = pushed(client);
            assertThat(pushed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

            decided.send(API, 1, 9);
            decided.awaitAnswered(API, 1);
            assertThat(client.metrics(ASKS, "blackroad-replicas")).isEqualTo(Map.entry("blackroad-replicas", 9.0));

            decided.send(API, 2, 0);
            decided.awaitAnswered(API, 2);
            assertThat(client.isActive(ASKS)).isFalse();
            assertThat(pushed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isFalse();
            decided.send(API, 3, 2);
            assertThat(pushed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(pushed).isEmpty();
        }
    }

    @Test
    void anotherProcessAnswersTheSame() {
        outside.add(API, 5);
        try (KedaScaler scaler = start(Duration.ofMillis(100));
                ScalerClient client = new ScalerClient(scaler.port())) {
            outside.cluster().noteDecision(API.service(), 4, 7);
            await().atMost(LIMIT)
                    .until(() -> standings.isKnown() && client.metrics(ASKS, "").getValue() == 7.0);
        }
    }

    @Test
    void oneScaledObjectThatCannotBeFollowedSilencesNoOther() {
        outside.add(API, 5);
        TargetId rollout = new TargetId(API.region(), "rollout");
        outside.cluster()
                .addScaledObject("rollout", Map.of("kind", "Rollout", "name", "x"), OutsideKeda.triggers(rollout));
        try (KedaScaler scaler = start(Duration.ofMillis(100));
                ScalerClient client = new ScalerClient(scaler.port())) {
            await().atMost(LIMIT).until(standings::isKnown);
            assertThat(client.metrics(ASKS, "").getValue()).isEqualTo(5.0);
            assertThatThrownBy(() -> client.isActive(Map.of("region", rollout.region(), "service", rollout.service())))
                    .hasMessageContaining("NOT_FOUND")
                    .hasMessageContaining("keda-scaler-it/rollout");
        }
    }

    @Test
    void whatNobodyScalesIsAnErrorThatSaysSo() {
        try (KedaScaler scaler = start(Duration.ofMillis(100));
                ScalerClient client = new ScalerClient(scaler.port())) {
            await().atMost(LIMIT).until(standings::isKnown);
            assertThatThrownBy(() -> client.isActive(ASKS))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("NOT_FOUND")
                    .hasMessageContaining("keda-scaler-it/api");
            assertThatThrownBy(() -> client.isActive(Map.of()))
                    .hasMessageContaining("INVALID_ARGUMENT")
                    .hasMessageContaining("region and service");
        }
    }

    @Test
    void whileTheClusterCannotBeReadKedaIsToldToWait() {
        outside.close();
        try (KedaScaler scaler = start(Duration.ofSeconds(30));
                ScalerClient client = new ScalerClient(scaler.port())) {
            assertThatThrownBy(() -> client.metrics(ASKS, "")).hasMessageContaining("UNAVAILABLE");
        }
    }

    private KedaScaler start(Duration every) {
        return KedaScaler.start(kubernetes, MockCluster.NAMESPACE, standings, "127.0.0.1", 0, every);
    }

    private static BlockingQueue<Boolean> pushed(ScalerClient client) {
        BlockingQueue<Boolean> pushed = new LinkedBlockingQueue<>();
        Iterator<Boolean> stream = client.streamIsActive(ASKS);
        Thread reader = new Thread(() -> {
            try {
                stream.forEachRemaining(pushed::add);
            } catch (StatusRuntimeException e) {
                // The test is over.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return pushed;
    }
}
