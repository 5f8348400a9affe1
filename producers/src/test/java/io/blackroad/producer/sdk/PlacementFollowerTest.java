package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementFollowerTest {
    private final List<String> orders = new ArrayList<>();

    private final PlacementFollower.Listener listener = new PlacementFollower.Listener() {
        @Override
        public void runsOn(String agentId, String worker) {
            orders.add(agentId + " on " + worker);
        }

        @Override
        public void leave(String decisionId, List<String> replicas) {
            orders.addAll(replicas);
        }
    };

    @Test
    void aPlacementIsAnOrderUnlessItRepeatsWhatTheAgentSaid() throws InterruptedException {
        PlacementFollower.obey(placed("w1", false), listener);
        PlacementFollower.obey(placed("w2", true), listener);
        assertThat(orders).containsExactly("agent-0 on w1");
    }

    private static Placed placed(String worker, boolean said) {
        return Placed.newBuilder()
                .setAgentId("agent-0")
                .setRegion("us-east")
                .setWorker(worker)
                .setMemoryShard(0)
                .setVectorNamespace(0)
                .setSequence(1)
                .setReason("it has no worker")
                .setOccurredAt(Instant.EPOCH)
                .setSaid(said)
                .build();
    }
}
