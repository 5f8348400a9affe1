package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.Outside;
import io.blackroad.sink.controller.ScriptedProxy.Request;
import io.blackroad.sink.controller.TargetId;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** What every adapter sees of a mock cluster: decisions are noted on objects named after the target's service. */
public abstract class OutsideApi implements Outside {
    protected final MockCluster cluster = new MockCluster();

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
    public List<Write> writes(TargetId id) {
        return cluster.decisions(id.service(), id);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
