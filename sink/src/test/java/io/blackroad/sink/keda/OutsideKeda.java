package io.blackroad.sink.keda;

import io.blackroad.sink.controller.Outside;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.ScriptedProxy.Request;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.MockCluster;
import io.blackroad.sink.kubernetes.Names;
import io.blackroad.sink.kubernetes.WorkloadKind;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** ScaledObjects in a mock cluster. Each has its target's service as name, and scales the deployment of that name. */
final class OutsideKeda implements Outside {
    private final MockCluster cluster = new MockCluster();

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

    @Override
    public Fencing fencing() {
        return Fencing.REFUSED_BY_API;
    }

    /** What a person sets on the workload is undone by KEDA's autoscaler, so there is nothing to leave alone. */
    @Override
    public boolean seesOthers() {
        return false;
    }

    @Override
    public URI api() {
        return cluster.api();
    }

    @Override
    public Predicate<Request> decisionWrites() {
        return request -> request.body().contains(Names.SEQUENCE);
    }

    @Override
    public Predicate<Request> about(TargetId id) {
        return request -> request.path().endsWith("s/" + id.service());
    }

    @Override
    public void add(TargetId id, int replicas) {
        cluster.add(WorkloadKind.DEPLOYMENT, id, replicas);
        cluster.addScaledObject(
                id.service(),
                id.service(),
                List.of(Map.of(
                        "type",
                        "external-push",
                        "metadata",
                        Map.of("scalerAddress", "x:1", "region", id.region(), "service", id.service()))));
    }

    @Override
    public void changeByOthers(TargetId id, int replicas) {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName(id.service())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    @Override
    public int replicas(TargetId id) {
        return scaled(id).mark().replicas();
    }

    @Override
    public long sequence(TargetId id) {
        return scaled(id).mark().sequence();
    }

    @Override
    public List<Write> writes(TargetId id) {
        return cluster.decisions(id.service(), id);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
