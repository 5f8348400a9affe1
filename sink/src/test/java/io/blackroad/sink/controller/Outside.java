package io.blackroad.sink.controller;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A stand-in for what an adapter speaks to, with what only a test may do to it. */
public interface Outside extends AutoCloseable {

    /** Makes the adapter; by name, since another process makes it too. It gives calls up after about a second. */
    interface Adapter {
        /** @param api where the stand-in answers, or whatever stands before it */
        ReplicaTarget open(URI api, Set<TargetId> ids);
    }

    /** How well the API lets a write depend on what was read. */
    enum Fencing {
        /** A write on outdated knowledge is refused by the API. */
        REFUSED_BY_API,
        /** The API has no condition: such a write lands, is seen and reported. */
        SEEN_AND_REPORTED
    }

    /** A write of a decision that the outside took. */
    record Write(TargetId target, long sequence, int replicas) {}

    Class<? extends Adapter> adapter();

    Fencing fencing();

    /** Whether replicas that somebody else sets are any business of the adapter. */
    default boolean seesOthers() {
        return true;
    }

    /** Where it answers. */
    URI api();

    /** Picks the requests that write a decision. */
    Predicate<ScriptedProxy.Request> decisionWrites();

    /** Picks the requests that have to do with a target, writes at least. */
    Predicate<ScriptedProxy.Request> about(TargetId id);

    /** Adds a target that runs {@code replicas}, all of them ready, and was never decided on. */
    void add(TargetId id, int replicas);

    /** Somebody else sets the replicas. */
    void changeByOthers(TargetId id, int replicas);

    /** Replicas that a target has been told to run. */
    int replicas(TargetId id);

    /** The decision that stands at it; 0 for none. */
    long sequence(TargetId id);

    /** Writes taken so far, in order. */
    List<Write> writes(TargetId id);

    @Override
    void close();
}
