package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.Outside;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.ScriptedProxy.Request;
import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Workloads of a mock cluster. */
final class OutsideCluster implements Outside {
    private final MockCluster cluster = new MockCluster();
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
    public Fencing fencing() {
        return Fencing.REFUSED_BY_API;
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
        cluster.add(kind, id, replicas);
    }

    @Override
    public void changeByOthers(TargetId id, int replicas) {
        cluster.client()
                .resources(kind.type())
                .inNamespace(MockCluster.NAMESPACE)
                .withName(id.service())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    @Override
    public int replicas(TargetId id) {
        return workload(id).runs().told();
    }

    @Override
    public long sequence(TargetId id) {
        return workload(id).runs().sequence();
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
