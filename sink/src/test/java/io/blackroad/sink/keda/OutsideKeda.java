package io.blackroad.sink.keda;

import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.MockCluster;
import io.blackroad.sink.kubernetes.OutsideApi;
import io.blackroad.sink.kubernetes.WorkloadKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ScaledObjects in a mock cluster. Each has its target's service as name, and scales the deployment of that name. */
final class OutsideKeda extends OutsideApi {

    /** As the tests open it. */
    public static final class Opened implements Adapter {
        @Override
        public ReplicaTarget open(URI api, Set<TargetId> ids) {
            return new KedaTarget(MockCluster.client(api), MockCluster.NAMESPACE, new Standings());
        }
    }

    private Scaled scaled(TargetId id) {
        return new ScaledObjects(cluster.client(), MockCluster.NAMESPACE).get(id);
    }

    MockCluster cluster() {
        return cluster;
    }

    @Override
    public Class<? extends Adapter> adapter() {
        return Opened.class;
    }

    /** What a person sets on the workload is undone by KEDA's autoscaler, so there is nothing to leave alone. */
    @Override
    public boolean seesOthers() {
        return false;
    }

    @Override
    public void add(TargetId id, int replicas) {
        cluster.add(WorkloadKind.DEPLOYMENT, id, replicas);
        cluster.addScaledObject(id.service(), id.service(), triggers(id));
    }

    /** What makes a ScaledObject follow a target. */
    static List<Map<String, Object>> triggers(TargetId id) {
        return List.of(Map.of(
                "type",
                "external-push",
                "metadata",
                Map.of("scalerAddress", "x:1", "region", id.region(), "service", id.service())));
    }

    @Override
    public void changeByOthers(TargetId id, int replicas) {
        cluster.setReplicas(WorkloadKind.DEPLOYMENT, id, replicas);
    }

    @Override
    public int replicas(TargetId id) {
        return scaled(id).mark().replicas();
    }

    @Override
    public long sequence(TargetId id) {
        return scaled(id).mark().sequence();
    }
}
