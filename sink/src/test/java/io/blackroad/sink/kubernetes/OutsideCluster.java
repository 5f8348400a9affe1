package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Workloads of a mock cluster. */
final class OutsideCluster extends OutsideApi {
    private final WorkloadKind kind;

    /** As the tests open it. */
    public static final class Opened implements Adapter {
        @Override
        public ReplicaTarget open(URI api, Set<TargetId> ids) {
            KubernetesClient client = MockCluster.client(api);
            Departures departures = new Departures(
                    client, MockCluster.NAMESPACE, AgentStates.UNKNOWN, Departures.DRAIN, Clock.systemUTC());
            return new KubernetesTarget(client, MockCluster.NAMESPACE, Map.of(), departures);
        }
    }

    OutsideCluster(WorkloadKind kind) {
        this.kind = kind;
    }

    private Workload workload(TargetId id) {
        return new Workloads(cluster.client(), MockCluster.NAMESPACE, Map.of())
                .get(new WorkloadName(kind, id.service()));
    }

    @Override
    public Class<? extends Adapter> adapter() {
        return Opened.class;
    }

    @Override
    public void add(TargetId id, int replicas) {
        cluster.add(kind, id, replicas);
    }

    @Override
    public void changeByOthers(TargetId id, int replicas) {
        cluster.setReplicas(kind, id, replicas);
    }

    @Override
    public int replicas(TargetId id) {
        return workload(id).runs().told();
    }

    @Override
    public long sequence(TargetId id) {
        return workload(id).runs().sequence();
    }
}
