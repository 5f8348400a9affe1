package io.blackroad.sink.keda;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.ApplyAnswer.Kind;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.MockCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the client library's mock server, a stand-in for a cluster with KEDA. */
class KedaTargetTest {
    private static final TargetId API = new TargetId("us-east", "api");

    private final OutsideKeda outside = new OutsideKeda();
    private final Standings standings = new Standings();
    private final KedaTarget target = new KedaTarget(outside.cluster().client(), MockCluster.NAMESPACE, standings);

    @AfterEach
    void end() {
        outside.close();
    }

    @Test
    void theDecisionIsNotedAndTheWorkloadIsLeftToKeda() {
        outside.add(API, 5);
        assertThat(target.survey().seen()).containsOnly(Map.entry(API, new ReplicaCount(5, 5, 0)));
        assertThat(standings.of(API)).contains(5);

        assertThat(apply(3, 9).kind()).isEqualTo(Kind.APPLIED);

        assertThat(standings.of(API)).contains(9);
        assertThat(target.observe(API)).isEqualTo(new ReplicaCount(9, 5, 3, 9));
        assertThat(outside.cluster().patches())
                .extracting(MockCluster.Patch::path)
                .containsExactly("/apis/keda.sh/v1alpha1/namespaces/fleet/scaledobjects/api");
    }

    @Test
    void whatKedaWouldNotFollowIsRefused() {
        outside.add(API, 5);

        assertThat(apply(1, 101).reason())
                .isEqualTo("ScaledObject api allows 0 to 100 replicas, not 101: change "
                        + "minReplicaCount or maxReplicaCount, or the rule's bounds");
        assertThat(target.observe(API).sequence()).isZero();
    }

    @Test
    void twoScaledObjectsForOneTargetAreAMistakeThatIsNamed() {
        outside.add(API, 5);
        outside.cluster()
                .addScaledObject(
                        "second",
                        "api",
                        List.of(Map.of("type", "external", "metadata", Map.of("region", "us-east", "service", "api"))));

        assertThat(target.survey().unseen())
                .containsEntry(API, "us-east/api is claimed by the ScaledObjects api and second; one scales a target");
    }

    @Test
    void aScaledObjectWithoutItsWorkloadIsNotSpokenFor() {
        outside.cluster()
                .addScaledObject(
                        "api",
                        "gone",
                        List.of(Map.of("type", "external", "metadata", Map.of("region", "us-east", "service", "api"))));

        assertThat(target.survey().unseen()).containsEntry(API, "there is no Deployment gone in namespace fleet");
    }

    private ApplyAnswer apply(long sequence, int replicas) {
        return target.apply(
                new Order(
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
                        new Order.Position(0, 0)),
                target.observe(API));
    }
}
