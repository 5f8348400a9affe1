package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.PlacementFollower;

/** Orders as the placement stage publishes them. */
final class KafkaPlacements implements PlacementOrders {
    private final AgentClientConfig config;
    private PlacementFollower follower;

    KafkaPlacements(AgentClientConfig config) {
        this.config = config;
    }

    @Override
    public void start(PlacementFollower.Listener listener) {
        follower = PlacementFollower.start(config, listener);
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }
}
