package io.blackroad.sink.keda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.ApplyAnswer.Kind;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.MockCluster;
import io.blackroad.sink.kubernetes.Names;
import io.blackroad.sink.kubernetes.WorkloadKind;
import java.time.Duration;
import java.time.Instant;
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

        standings.put(API, 2, 0);
        assertThat(standings.of(API)).as("decision 3 is known as such").contains(9);
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
        outside.cluster().addScaledObject("second", "api", OutsideKeda.triggers(API));

        assertThat(target.survey().unseen())
                .containsEntry(API, "us-east/api is claimed by the ScaledObjects api and second; one scales a target");
    }

    @Test
    void aScaledObjectWithoutItsWorkloadIsNotSpokenFor() {
        outside.cluster().addScaledObject("api", "gone", OutsideKeda.triggers(API));

        assertThat(target.survey().unseen()).containsEntry(API, "there is no Deployment gone in namespace fleet");
        assertThatThrownBy(() -> target.observe(new TargetId("us-east", "gpu")))
                .hasMessage("no ScaledObject of namespace fleet scales us-east/gpu");
    }

    @Test
    void oneThatCannotBeFollowedIsNamedAndTheOthersGoOn() {
        outside.add(API, 5);
        TargetId rollout = new TargetId("us-east", "rollout");
        outside.cluster()
                .addScaledObject("rollout", Map.of("kind", "Rollout", "name", "x"), OutsideKeda.triggers(rollout));
        TargetId nameless = new TargetId("us-east", "nameless");
        outside.cluster().addScaledObject("nameless", Map.of(), OutsideKeda.triggers(nameless));

        assertThat(target.survey().seen()).containsOnlyKeys(API);
        assertThat(target.survey().unseen())
                .containsOnly(
                        Map.entry(
                                rollout,
                                "ScaledObject rollout cannot be followed: a workload is deployment/NAME or "
                                        + "statefulset/NAME, not rollout/...; name one in its scaleTargetRef, or take "
                                        + "region and service out of its trigger"),
                        Map.entry(
                                nameless,
                                "ScaledObject nameless cannot be followed: a workload is deployment/NAME or "
                                        + "statefulset/NAME, not Deployment/; name one in its scaleTargetRef, or take "
                                        + "region and service out of its trigger"));
        assertThat(apply(1, 9).kind()).isEqualTo(Kind.APPLIED);
        assertThatThrownBy(() -> target.observe(rollout)).hasMessageContaining("ScaledObject rollout cannot be");
    }

    @Test
    void annotationsThatAreNoDecisionAreNamedAndTheOthersGoOn() {
        outside.add(API, 5);
        TargetId marked = new TargetId("us-east", "marked");
        outside.add(marked, 5);
        outside.cluster().annotateScaledObject("marked", Map.of(Names.SEQUENCE, "many"));
        TargetId worker = new TargetId("us-east", "worker");
        outside.add(worker, 5);
        outside.cluster().annotate(WorkloadKind.DEPLOYMENT, "worker", Map.of(Names.SEQUENCE, "many"));

        assertThat(target.survey().seen()).containsOnlyKeys(API);
        assertThat(target.survey().unseen()).containsOnlyKeys(marked, worker);
        assertThat(target.survey().unseen().get(marked)).contains("of ScaledObject marked", "remove both");
        assertThat(target.survey().unseen().get(worker)).contains("of Deployment worker", "remove both");
        assertThat(apply(1, 9).kind()).isEqualTo(Kind.APPLIED);
    }

    @Test
    void aDecisionWhoseReplicasWereTakenAwayLeavesWhatRuns() {
        outside.add(API, 5);
        outside.cluster().annotateScaledObject("api", Map.of(Names.SEQUENCE, "4"));

        assertThat(target.observe(API)).isEqualTo(new ReplicaCount(5, 5, 4));
        target.survey();
        assertThat(standings.of(API)).contains(5);
    }

    @Test
    void whatRunsIsReadAtTheWorkloadThatIsNamedWhateverLabelsAnotherHas() {
        outside.cluster().add(WorkloadKind.DEPLOYMENT, API, 5);
        outside.cluster().add(WorkloadKind.DEPLOYMENT, new TargetId("us-east", "second"), 3);
        outside.cluster().addScaledObject("api", "second", OutsideKeda.triggers(API));

        assertThat(target.survey().seen()).containsOnly(Map.entry(API, new ReplicaCount(3, 3, 0)));
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
