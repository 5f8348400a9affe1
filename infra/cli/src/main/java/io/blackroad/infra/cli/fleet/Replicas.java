package io.blackroad.infra.cli.fleet;

import io.blackroad.producer.fleet.FleetPlan;
import io.blackroad.producer.fleet.ReplicaCount;
import io.blackroad.producer.fleet.SimulatedFleet;

/** What a controller needs of a fleet. */
interface Replicas {
    FleetPlan plan();

    ReplicaCount count(String region, String service);

    void scale(String region, String service, int replicas);

    static Replicas of(SimulatedFleet fleet) {
        return new Replicas() {
            @Override
            public FleetPlan plan() {
                return fleet.plan();
            }

            @Override
            public ReplicaCount count(String region, String service) {
                return fleet.replicas(region, service);
            }

            @Override
            public void scale(String region, String service, int replicas) {
                fleet.scale(region, service, replicas);
            }
        };
    }
}
