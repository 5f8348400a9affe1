package io.blackroad.sink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the client library's mock server in CRUD mode, a stand-in for a cluster. */
class LeaseLeadershipTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final LeaseTimes TIMES =
            new LeaseTimes(Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofMillis(100));

    private final MockCluster cluster = new MockCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void oneOfTwoLeadsAndHandsOverWhenItStops() {
        LeaseLeadership first = join("first", cluster.client());
        await().atMost(LIMIT).until(first::isLeader);
        try (LeaseLeadership second = join("second", cluster.client())) {
            await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> !second.isLeader() && first.isLeader());

            first.close();
            await().atMost(LIMIT).until(second::isLeader);
            assertThat(first.isLeader()).isFalse();
        }
    }

    @Test
    void aLeaderThatCannotRenewStopsToActAndIsFollowed() {
        KubernetesClient cut = MockCluster.client(cluster.api());
        try (LeaseLeadership first = join("first", cut)) {
            await().atMost(LIMIT).until(first::isLeader);
            try (LeaseLeadership second = join("second", cluster.client())) {
                cut.close();
                await().atMost(LIMIT).until(() -> !first.isLeader());
                await().atMost(LIMIT).until(second::isLeader);
            }
        }
    }

    private static LeaseLeadership join(String identity, KubernetesClient client) {
        return new LeaseLeadership(client, MockCluster.NAMESPACE, "blackroad-controller", identity, TIMES);
    }
}
