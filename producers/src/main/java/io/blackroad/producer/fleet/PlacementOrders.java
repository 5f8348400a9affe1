package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.PlacementFollower;

/** Where a fleet hears where its agents are to run, and which replicas go. */
interface PlacementOrders extends AutoCloseable {
    /** Nobody says anything. */
    PlacementOrders NONE = new PlacementOrders() {
        @Override
        public void start(PlacementFollower.Listener listener) {}

        @Override
        public void close() {}
    };

    /** Returns once everything that is said from now on will be heard. */
    void start(PlacementFollower.Listener listener);

    @Override
    void close();
}
